import { defineServerOption, duration } from '@weir/keyword'
import { transportOptions } from '../transport-options.ts'

export const idlePing = defineServerOption({
  name: 'idle-ping',
  summary: 'Sets how often idle HTTP/2 connections to the server are probed.',
  manual: '5.2',
  options: transportOptions,
  withoutEffect: 'HTTP/1 has no message that could probe an idle connection',
  params: [duration('time')],
  apply() {},
})
