import { parseIpAddress, VirtualClock } from '@weir/base'
import { expect, test } from 'vitest'
import { createLogCounters } from '../sender.ts'
import type { LogFrame, LogTarget } from '../target.ts'
import type { HostHandling } from './forwarded-form.ts'
import { LogForwarder } from './log-forwarder.ts'
import { recordedForwards } from './recorded-forwards.ts'

const wallMs = new Date(2026, 10, 21, 14, 36, 20).getTime()

function target(port: number, frame: LogFrame | null, changes: Partial<LogTarget> = {}): LogTarget {
  return {
    destination: { kind: 'udp', host: '127.0.0.1', address: parseIpAddress('127.0.0.1'), port },
    maxLengthBytes: 1024,
    frame,
    sample: null,
    profile: null,
    facility: 17,
    maxLevel: 7,
    minLevel: 0,
    span: null,
    ...changes,
  }
}

function forward(
  targets: readonly LogTarget[],
  { host = 'keep' as HostHandling, isParsed = true, maxMessageBytes = 16384, isSent = true } = {},
) {
  const clock = new VirtualClock(wallMs)
  const sent = targets.map((): string[] => [])
  const counters = createLogCounters()
  const forwarder = new LogForwarder(
    {
      targets,
      transportOf: (each) => ({
        send(data) {
          sent[targets.indexOf(each)]!.push(Buffer.from(data).toString('latin1'))
          return isSent
        },
        close: () => {},
      }),
      clock,
      host,
      isParsed,
      maxMessageBytes,
    },
    counters,
  )
  const receive = (text: string, sender: string | null = '192.0.2.7'): void =>
    forwarder.receive(Buffer.from(text, 'latin1'), sender)
  return { receive, sent, counters }
}

const recordedTargets = [
  target(1, null, { facility: 16 }),
  target(2, 'rfc3164'),
  target(3, 'rfc5424'),
  target(4, 'raw'),
  target(5, 'local'),
  target(6, 'short'),
  target(7, 'timed'),
  target(8, 'iso'),
  target(9, 'priority'),
  target(10, 'rfc3164', { maxLevel: 3, minLevel: 2 }),
  target(11, 'rfc5424', { maxLengthBytes: 80 }),
  target(12, 'rfc3164', { maxLengthBytes: 80 }),
]

const isoNow = /2026-11-21T14:36:20\.000000[+-]..:../
const bsdNow = 'Nov 21 14:36:20'

test.each(recordedForwards)('%j comes out as of HAProxy', (received, expected) => {
  const { receive, sent } = forward(recordedTargets)
  receive(received)
  expect(sent.map(([line]) => line?.replace(isoNow, 'ISO').replace(bsdNow, 'BSD') ?? null)).toEqual(
    expected.map((line) => (line === null ? null : `${line}\n`)),
  )
})

const named = '<13>Oct 11 22:14:15 myhost tag: x'
const nameless = '<13>x'

test.each<[HostHandling, string, string | null, string]>([
  ['keep', named, '192.0.2.7', 'myhost'],
  ['keep', nameless, '192.0.2.7', '-'],
  ['fill', named, '192.0.2.7', 'myhost'],
  ['fill', nameless, '192.0.2.7', '192.0.2.7'],
  ['fill', nameless, null, '-'],
  ['replace', named, '192.0.2.7', '192.0.2.7'],
  ['replace', named, null, 'myhost'],
  ['append', named, '192.0.2.7', 'myhost,192.0.2.7'],
  ['append', nameless, '192.0.2.7', '192.0.2.7'],
])('option host %s: %s from %s', (host, message, sender, expected) => {
  const { receive, sent } = forward([target(1, 'rfc5424')], { host })
  receive(message, sender)
  expect(sent[0]![0]!.split(' ')[2]).toBe(expected)
})

test('what is not parsed is text', () => {
  const { receive, sent } = forward([target(1, 'raw'), target(2, null), target(3, 'priority')], { isParsed: false })
  receive(named)
  expect(sent).toEqual([[`${named}\n`], [`${named}\n`], [`<136>${named}\n`]])
})

test('samples share messages out', () => {
  const share = (position: number) => ({ sample: { ranges: [[position, position]] as const, size: 2 } })
  const { receive, sent } = forward([target(1, 'raw', share(1)), target(2, 'raw', share(2))])
  for (const text of ['a', 'b', 'c']) receive(text)
  expect(sent).toEqual([['a\n', 'c\n'], ['b\n']])
})

test('counts what a target does not take', () => {
  const { receive, counters } = forward([target(1, 'raw')], { isSent: false })
  receive('a')
  expect(counters).toEqual({ sent: 0, dropped: 1 })
})

test('cuts what is longer than may be looked at', () => {
  const { receive, sent } = forward([target(1, 'raw')], { maxMessageBytes: 3 })
  receive('abcdef')
  expect(sent[0]).toEqual(['abc\n'])
})
