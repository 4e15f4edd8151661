import { defineBindOption, duration, int } from '@weir/keyword'
import { bindOptions } from '../bind-options.ts'

/** Read, and nothing else (manual 5.1; 3.2 and 3.4). */
export const idlePing = defineBindOption({
  name: 'idle-ping',
  summary: 'Sets how often idle HTTP/2 clients are probed.',
  manual: '5.1',
  options: bindOptions,
  withoutEffect: 'HTTP/1 has no message that could probe an idle connection',
  params: [duration('time')],
  apply() {},
})

export const tcpSs = defineBindOption({
  name: 'tcp-ss',
  summary: 'Keeps the first packet of each connection for `fc_saved_syn`.',
  manual: '5.1',
  options: bindOptions,
  withoutEffect: 'Node does not show that packet, and nothing that would read it is supported',
  params: [int('mode', { min: 0, max: 2, isStrict: true })],
  apply() {},
})
