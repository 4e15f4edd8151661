import { defineBindOption, duration, int } from '@weir/keyword'
import { bindOptions } from '../bind-options.ts'

/** Since HAProxy 3.2. */
export const idlePing = defineBindOption({
  name: 'idle-ping',
  summary: 'Asks idle HTTP/2 clients that often whether they are there, and closes when they are not.',
  manual: '5.1',
  options: bindOptions,
  params: [duration('time')],
  apply(record, [periodMs]) {
    record.idlePingMs = periodMs === 0 ? null : periodMs
  },
})

/** Read, and nothing else (since HAProxy 3.4). */
export const tcpSs = defineBindOption({
  name: 'tcp-ss',
  summary: 'Keeps the first packet of each connection for `fc_saved_syn`.',
  manual: '5.1',
  options: bindOptions,
  withoutEffect: 'Node does not show that packet, and nothing that would read it is supported',
  params: [int('mode', { min: 0, max: 2, isStrict: true })],
  apply() {},
})
