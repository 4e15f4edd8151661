import { custom, defineBindOption, duration, parseLeadingInteger, text } from '@weir/keyword'
import { bindOptions } from '../bind-options.ts'

const segmentBytes = custom('maxseg', '<maxseg>', (reader) => {
  const bytes = parseLeadingInteger(reader.next()?.text ?? '')
  if (bytes !== 0 && Math.abs(bytes) <= 65535) return bytes
  return reader.fail("'mss' : expects an MSS with and absolute value between 1 and 65535")
})

/** Options of the listening socket, set where system calls are at hand (manual 5.1). */
export const socketOptions = [
  defineBindOption({
    name: 'tfo',
    summary: 'Takes data with the first packet (TCP fast open).',
    manual: '5.1',
    options: bindOptions,
    params: [],
    apply(record) {
      record.fastOpenQueue = 1024
    },
  }),
  defineBindOption({
    name: 'defer-accept',
    summary: 'Accepts a connection once it has brought data.',
    manual: '5.1',
    options: bindOptions,
    params: [],
    apply(record) {
      record.deferAcceptSeconds = 1
    },
  }),
  defineBindOption({
    name: 'mss',
    summary: 'Limits the segments that are sent to clients.',
    manual: '5.1',
    options: bindOptions,
    params: [segmentBytes],
    apply(record, [bytes]) {
      record.maximumSegmentBytes = Math.abs(bytes)
    },
  }),
  defineBindOption({
    name: 'tcp-ut',
    summary: 'Limits how long sent data may stay unacknowledged.',
    manual: '5.1',
    options: bindOptions,
    params: [duration('delay')],
    apply(record, [delayMs]) {
      record.userTimeoutMs = delayMs
    },
  }),
  defineBindOption({
    name: 'cc',
    summary: 'Chooses the congestion control algorithm.',
    manual: '5.1',
    options: bindOptions,
    params: [text('algorithm')],
    apply(record, [algorithm]) {
      record.congestionControl = algorithm
    },
  }),
]
