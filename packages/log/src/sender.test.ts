import { VirtualClock } from '@weir/base'
import { describe, expect, test } from 'vitest'
import { createLogCounters, createLogSender, type LogSenderOptions, resolveLogTargets } from './sender.ts'
import type { LogTarget } from './target.ts'
import type { LogTransport } from './transport.ts'

/** 2026-11-21T09:48:31.057448 in local time, so that the expected text does not depend on the zone. */
const originMs = new Date(2026, 10, 21, 9, 48, 31).getTime() + 57.448

const plain: LogTarget = {
  destination: { kind: 'descriptor', fd: 1 },
  maxLengthBytes: 1024,
  frame: null,
  sample: null,
  profile: null,
  facility: 16,
  maxLevel: 7,
  minLevel: 0,
  span: null,
}

function setUp(targets: readonly Partial<LogTarget>[], overrides: Partial<LogSenderOptions> = {}) {
  const sent: string[] = []
  const counters = createLogCounters()
  const transport: LogTransport = {
    send(data) {
      sent.push(Buffer.from(data).toString('latin1'))
      return true
    },
    close: () => {},
  }
  const sender = createLogSender(
    {
      targets: targets.map((target) => ({ ...plain, ...target })),
      transportOf: () => transport,
      clock: new VirtualClock(originMs),
      tag: 'haproxy',
      pid: 13546,
      hostname: null,
      ...overrides,
    },
    counters,
  )
  return { sender, sent, counters }
}

const zone = /[+-]\d\d:\d\d/

describe('frames, as HAProxy 2.6 sends them', () => {
  test.each([
    [null, '<134>Nov 21 09:48:31 haproxy[13546]: hello 127.0.0.1\n'],
    ['local', '<134>Nov 21 09:48:31 haproxy[13546]: hello 127.0.0.1\n'],
    ['rfc3164', '<134>Nov 21 09:48:31 localhost haproxy[13546]: hello 127.0.0.1\n'],
    ['rfc5424', '<134>1 2026-11-21T09:48:31.057448Z - haproxy 13546 - [e@1 a="b"] hello 127.0.0.1\n'],
    ['priority', '<134>hello 127.0.0.1\n'],
    ['short', '<6>hello 127.0.0.1\n'],
    ['timed', '<6>2026-11-21T09:48:31.057448Z hello 127.0.0.1\n'],
    ['iso', '2026-11-21T09:48:31.057448Z hello 127.0.0.1\n'],
    ['raw', 'hello 127.0.0.1\n'],
  ] as const)('%s', (frame, expected) => {
    const { sender, sent } = setUp([{ frame }])
    sender.send(6, 'hello 127.0.0.1', '[e@1 a="b"]')
    expect(sent.map((line) => line.replace(zone, 'Z'))).toEqual([expected])
  })

  test.each([
    [null, '<134>Nov 21 09:48:31 myhost mytag[13546]: x\n'],
    ['local', '<134>Nov 21 09:48:31 mytag[13546]: x\n'],
    ['rfc5424', '<134>1 2026-11-21T09:48:31.057448Z myhost mytag 13546 - - x\n'],
  ] as const)('%s with a host name and a tag', (frame, expected) => {
    const { sender, sent } = setUp([{ frame }], { hostname: 'myhost', tag: 'mytag' })
    sender.send(6, 'x')
    expect(sent.map((line) => line.replace(zone, 'Z'))).toEqual([expected])
  })

  test('days below ten are padded with a blank (RFC 3164 §4.1.2)', () => {
    const { sender, sent } = setUp([{}], { clock: new VirtualClock(new Date(2026, 0, 2, 3, 4, 5).getTime()) })
    sender.send(3, 'x')
    expect(sent).toEqual(['<131>Jan  2 03:04:05 haproxy[13546]: x\n'])
  })
})

describe('limits', () => {
  test('len counts all but the line feed', () => {
    const { sender, sent } = setUp([{ maxLengthBytes: 80 }])
    sender.send(6, 'y'.repeat(200))
    expect(sent[0]).toBe(`${`<134>Nov 21 09:48:31 haproxy[13546]: ${'y'.repeat(200)}`.slice(0, 80)}\n`)
  })

  test('structured data that does not fit is left out with what follows', () => {
    const { sender, sent } = setUp([{ frame: 'rfc5424', maxLengthBytes: 80 }])
    sender.send(6, 'hello', '[exampleSDID@1234 a="127.0.0.1"]')
    expect(sent.map((line) => line.replace(zone, 'Z'))).toEqual([
      '<134>1 2026-11-21T09:48:31.057448Z - haproxy 13546 - \n',
    ])
  })

  test('the maximum level filters, the minimum level caps', () => {
    const { sender, sent } = setUp([{ frame: 'short', maxLevel: 5, minLevel: 3 }])
    for (const level of [0, 3, 4, 5, 6, 7]) sender.send(level, 'x')
    expect(sent).toEqual(['<3>x\n', '<3>x\n', '<4>x\n', '<5>x\n'])
  })

  test('a sample takes its share', () => {
    const { sender, sent } = setUp([
      {
        frame: 'raw',
        sample: {
          ranges: [
            [1, 1],
            [3, 3],
          ],
          size: 3,
        },
      },
    ])
    for (let index = 0; index < 4; index++) sender.send(6, `hi ${index}`)
    expect(sent).toEqual(['hi 0\n', 'hi 2\n', 'hi 3\n'])
  })

  test('bytes above 127 pass unchanged', () => {
    const { sender, sent } = setUp([{ frame: 'raw' }])
    sender.send(6, '\xff\x80')
    expect(sent).toEqual(['\xff\x80\n'])
  })
})

describe('targets', () => {
  test('what is refused is counted', () => {
    const { sender, counters } = setUp([{}], { transportOf: () => ({ send: () => false, close: () => {} }) })
    sender.send(6, 'x')
    sender.send(6, 'x')
    expect(counters).toEqual({ sent: 0, dropped: 2 })
  })

  test('the form of a ring overrides that of the line', () => {
    const { sender } = setUp([{ frame: 'raw', maxLengthBytes: 80 }], {
      transportOf: () => ({
        form: { frame: 'short', maxLengthBytes: 200 },
        send(data) {
          expect(Buffer.from(data).toString()).toBe(`<6>${'x'.repeat(150)}\n`)
          return true
        },
        close: () => {},
      }),
    })
    sender.send(6, 'x'.repeat(150))
    expect.assertions(1)
  })

  test('profiles are served apart', () => {
    const { sender, sent } = setUp([{ frame: 'local' }, { frame: 'local', profile: 'p' }], {
      profileTags: new Map([['p', 'other']]),
    })
    expect(sender.profiles).toEqual([null, 'p'])
    sender.send(6, 'one', '', null)
    sender.send(6, 'two', '', 'p')
    sender.send(6, 'all')
    expect(sent.map((line) => line.replace(/^.*?(\w+)\[\d+\]/, '$1'))).toEqual([
      'haproxy: one\n',
      'other: two\n',
      'haproxy: all\n',
      'other: all\n',
    ])
  })

  test('a sink gets values', () => {
    const written: unknown[] = []
    const { sender } = setUp([], { sinks: [{ write: (level, message) => written.push([level, message]) }] })
    expect(sender.isEmpty).toBe(false)
    sender.send(4, 'x')
    expect(written).toEqual([[4, 'x']])
  })

  test('nothing to send to is known beforehand', () => {
    expect(setUp([]).sender.isEmpty).toBe(true)
  })

  test('log global stands for the lines of the global section', () => {
    const other = { ...plain, facility: 3 }
    expect(resolveLogTargets([other, 'global'], [plain, plain])).toEqual([other, plain, plain])
    expect(resolveLogTargets([], [plain])).toEqual([])
  })
})
