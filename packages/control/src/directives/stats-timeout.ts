import { custom, defineDirective, oneOf, parseWrappedInteger, readDuration, size } from '@weir/keyword'
import { runtimeSocketOptions } from '../options.ts'

const sections = ['global'] as const

const timeout = custom<number>('timeout', '<timeout>', (reader) => {
  const value = readDuration(reader.next()?.text ?? '', reader)
  if (typeof value !== 'number') return reader.fail(`'stats timeout' ${value.error}`)
  return value > 0 ? value : reader.fail("'stats timeout' expects a positive value")
})

const maxconn = custom<number>('connections', '<connections>', (reader) => {
  const value = parseWrappedInteger(reader.next()?.text ?? '', 32)
  return value > 0 ? value : reader.fail("'stats maxconn' expects a positive value")
})

/** Limits of the runtime sockets, and what the statistics keep. Manual 3.1. */
export const runtimeLimitDirectives = [
  defineDirective({
    name: 'stats timeout',
    summary: 'Closes sessions of the runtime socket that say nothing for this long.',
    manual: '3.1',
    sections,
    options: runtimeSocketOptions,
    params: [timeout],
    apply(record, [timeoutMs]) {
      record.timeoutMs = timeoutMs
    },
  }),
  defineDirective({
    name: 'stats maxconn',
    summary: 'Limits the sessions of each runtime socket.',
    manual: '3.1',
    sections,
    options: runtimeSocketOptions,
    params: [maxconn],
    apply(record, [value]) {
      record.maxConnections = value
    },
  }),
  defineDirective({
    name: 'tune.cli.max-payload-size',
    summary: 'Limits the payload of a command.',
    manual: '3.2',
    sections,
    options: runtimeSocketOptions,
    params: [size('bytes')],
    apply(record, [bytes]) {
      record.maxPayloadBytes = bytes
    },
  }),
  defineDirective({
    name: 'stats calculate-max-counters',
    summary: 'Says whether the statistics keep maxima.',
    manual: '3.1',
    sections,
    withoutEffect: 'keeping maxima costs a comparison',
    options: runtimeSocketOptions,
    params: [oneOf('state', ['on', 'off'])],
    apply(record, [state]) {
      record.keepsMaximums = state === 'on'
    },
  }),
]
