import { VirtualClock } from '@weir/base'
import { expect, test } from 'vitest'
import { createEventSinks } from './event-sinks.ts'
import { LogRing } from './ring.ts'
import { type LogFrame, logFrames } from './target.ts'
import { LogTransports } from './transports.ts'

function setUp() {
  const clock = new VirtualClock(Date.UTC(2026, 10, 21, 18, 53, 18, 835))
  const ring = (frame: LogFrame) =>
    new LogRing({ name: frame, description: '', frame, sizeBytes: 1000, maxLengthBytes: 99 })
  const rings = new Map(logFrames.map((frame) => [frame as string, ring(frame)]))
  const written: string[] = []
  const transports = new LogTransports({
    clock,
    rings,
    lookup: async () => null,
    onProblem: (problem) => written.push(problem),
    openDescriptor: (fd) => ({
      send: (data) => written.push(`${fd} ${Buffer.from(data).toString('latin1')}`) > 0,
      close() {},
    }),
  })
  return { sinks: createEventSinks(transports, clock), rings, written }
}

// As HAProxy 2.6 keeps what `debug` writes.
test.each<[LogFrame, RegExp]>([
  ['local', /^<0>[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \[debug\]$/],
  ['rfc3164', /^<0>[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d localhost \[debug\]$/],
  ['rfc5424', /^<0>1 2026-11-2\dT\d\d:\d\d:18\.835000[+-]\d\d:\d\d - - - - - \[debug\]$/],
  ['iso', /^2026-11-2\dT\d\d:\d\d:18\.835000[+-]\d\d:\d\d \[debug\]$/],
  ['timed', /^<0>2026-11-2\dT\d\d:\d\d:18\.835000[+-]\d\d:\d\d \[debug\]$/],
  ['short', /^<0>\[debug\]$/],
  ['priority', /^<0>\[debug\]$/],
  ['raw', /^\[debug\]$/],
])('heads a line in a ring of %s', (frame, expected) => {
  const { sinks, rings } = setUp()
  sinks.write(frame, '[debug]\n')
  expect(Buffer.from(rings.get(frame)!.at(0)!).toString('latin1')).toMatch(expected)
})

test('writes bare lines to descriptors, and drops what has no ring', () => {
  const { sinks, written } = setUp()
  sinks.write('stdout', 'a\n')
  sinks.write('stderr', '\xe9\n')
  sinks.write('nowhere', 'b\n')
  sinks.write('nowhere', 'c\n')
  expect(written).toEqual(['1 a\n', '2 \xe9\n', expect.stringContaining('nowhere')])
})
