import { type SampleContext, type Verdict, verdicts } from '@weir/keyword'
import { describe, expect, test } from 'vitest'
import { bindRules, type Rule } from './rules.ts'
import { type FixtureSettings, nothingLeft, ProxyFixture } from './testing/index.ts'

const start = (settings?: FixtureSettings): Promise<ProxyFixture> => new ProxyFixture(settings).start()

describe('content rules', () => {
  const needs = (count: number) => (context: SampleContext) =>
    (context.stream!.requestBuffer?.length ?? 0) >= count || context.isFinal === true ? verdicts.proceed : verdicts.wait

  test('wait for data, then go on with everything that came', async () => {
    const fixture = await start({ frontend: { contentRules: [needs(4)], inspectDelayMs: 5000 } })
    const client = fixture.client()
    client.connection.writeText('ab')
    fixture.advance(100)
    expect(fixture.servers[0]!.peers.length).toBe(0)
    client.connection.writeText('cd')
    fixture.advance()
    expect(fixture.servers[0]!.peers[0]!.sink.text).toBe('abcd')
    client.connection.reset()
    fixture.advance()
    expect(fixture.leftovers).toEqual(nothingLeft)
  })

  test('decide when the delay is over, or the client has ended its side', async () => {
    for (const [act, total] of [
      [() => {}, 600],
      [
        (fixture: ProxyFixture, end: () => void) => {
          end()
          fixture.advance()
        },
        0,
      ],
    ] as const) {
      const deny = (context: SampleContext) => (context.isFinal === true ? verdicts.done : verdicts.wait)
      const fixture = await start({ frontend: { contentRules: [deny], inspectDelayMs: 600 } })
      const client = fixture.client()
      act(fixture, () => client.connection.shutdown())
      fixture.advance(600)
      expect(fixture.logs).toEqual([`fe/<NOSRV> -1/-1/${total} 0 PR 0 0/0`])
      expect(fixture.frontend.counters.deniedRequests).toBe(1)
      client.connection.reset()
      fixture.advance()
      expect(fixture.leftovers).toEqual(nothingLeft)
    }
  })

  test('a full buffer is decided on', async () => {
    const fixture = await start({
      network: { windowBytes: 4096 },
      frontend: { contentRules: [needs(1_000_000)], inspectDelayMs: 5000 },
    })
    const client = fixture.client()
    client.connection.write(new Uint8Array(30_000))
    fixture.advance()
    expect(fixture.servers[0]!.peers[0]!.sink.bytes).toBe(30_000)
  })

  /** A condition, as bound rules have one: of bytes that may still come, it says so. */
  const isThere = (count: number) => (context: SampleContext) => {
    const holds = (context.stream!.requestBuffer?.length ?? 0) >= count
    context.isIncomplete = !holds
    return holds
  }

  const bind = (action: (context: SampleContext) => Verdict, condition: null | ((context: SampleContext) => boolean)) =>
    bindRules(
      [{ ruleset: 'tcp-request content', action: { keyword: { bind: () => action }, values: [] }, condition }] as never,
      { condition: (given: unknown) => given } as never,
    )![0]!

  test.each<[string, string[], number[]]>([
    ['an undecided condition lets all rules begin anew', ['note', 'if 4'], [0, 2, 4]],
    ['an action that waits goes on itself', ['note', 'wait 4'], [0]],
    ['and so after an undecided condition', ['note', 'if 2', 'wait 4'], [0, 2]],
    ['what rules before said of missing bytes counts no more', ['note', 'ask', 'wait for missing'], [0]],
  ])('%s', async (_, words, expected) => {
    const seen: number[] = []
    const rule = (word: string): Rule => {
      const [kind, count] = word.split(' ')
      if (kind === 'note')
        return bind((context) => {
          seen.push(context.stream!.requestBuffer!.length)
          return verdicts.proceed
        }, null)
      if (kind === 'if') return bind(() => verdicts.proceed, isThere(Number(count)))
      if (kind === 'ask')
        return bind((context) => {
          isThere(9)(context)
          return verdicts.proceed
        }, null)
      if (count === 'for') return bind(({ isIncomplete }) => (isIncomplete ? verdicts.wait : verdicts.proceed), null)
      return bind((context) => (isThere(Number(count))(context) ? verdicts.proceed : verdicts.wait), null)
    }
    const fixture = await start({ frontend: { contentRules: words.map(rule), inspectDelayMs: 5000 } })
    const client = fixture.client()
    for (const text of ['ab', 'cd']) {
      client.connection.writeText(text)
      fixture.advance(100)
    }
    expect(seen).toEqual(expected)
    expect(fixture.servers[0]!.peers[0]!.sink.text).toBe('abcd')
    client.connection.reset()
    fixture.advance()
    expect(fixture.leftovers).toEqual(nothingLeft)
  })

  test('response rules can refuse what the server says', async () => {
    const fixture = await start({ backend: { responseRules: [() => verdicts.done] } })
    const client = fixture.client()
    fixture.servers[0]!.peers[0]!.connection.writeText('secret')
    fixture.advance()
    expect(client.sink.text).toBe('')
    expect(fixture.logs).toEqual(['be/s1 0/0/0 6 PD 0 0/0'])
  })

  test('a throw in a rule ends that stream alone', async () => {
    const fixture = await start({
      frontend: {
        contentRules: [
          () => {
            throw new Error('a bug')
          },
        ],
      },
    })
    const client = fixture.client()
    expect(client.sink.hasEnded).toBe(true)
    client.connection.close()
    fixture.advance()
    expect(fixture.errors.length).toBe(1)
    expect(fixture.logs).toEqual(['fe/<NOSRV> -1/-1/0 0 ID 0 0/0'])
    expect(fixture.engine.streams.size).toBe(0)
  })
})
