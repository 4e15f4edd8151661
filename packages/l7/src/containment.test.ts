import { Timeout } from '@weir/base'
import { verdicts } from '@weir/keyword'
import type { Rule } from '@weir/l4'
import { describe, expect, it } from 'vitest'
import type { HttpSettings } from './http-proxy.ts'
import { World, type WorldSettings } from './testing/world.ts'

const get = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'
const bug = new Error('a bug')
const broken: Rule = () => {
  throw bug
}
/** Suspends the message, and throws when it goes on. */
const brokenLater: Rule = (context) => {
  const transaction = context.transaction!
  if (transaction.waiting !== null) throw bug
  const timeout = new Timeout(transaction.engine.timers, () => transaction.resume())
  transaction.waiting = timeout
  timeout.arm(10)
  return verdicts.wait
}
class BrokenNames extends Map<string, string> {
  override get(): never {
    throw bug
  }
}
const brokenCase: ReadonlyMap<string, string> = new BrokenNames([['host', 'HOST']])

describe('a throw on the data path', () => {
  it.each<readonly [string, Partial<HttpSettings>, Partial<HttpSettings>, 500 | 'closed']>([
    ['a request rule', { requestRules: [broken] }, {}, 500],
    ['a request rule that was resumed', { requestRules: [brokenLater] }, {}, 500],
    ['a rule of the backend', {}, { requestRules: [broken] }, 500],
    ['what makes the head for the server', {}, { requestCase: brokenCase }, 500],
    ['a response rule', {}, { responseRules: [broken] }, 500],
    ['a response rule that was resumed', { responseRules: [brokenLater] }, {}, 500],
    ['a rule that every answer passes', { afterResponseRules: [broken] }, {}, 'closed'],
    ['what makes the head for the client', { responseCase: brokenCase }, {}, 'closed'],
  ])('in %s ends that transaction and frees its slot', async (_, http, backendHttp, outcome) => {
    const world = await start({ http, backendHttp })
    const client = world.request(get)
    world.run(100)
    if (outcome === 500) expect(client.text).toMatch(/^HTTP\/1\.1 500 /)
    else expect([client.text, client.isClosed || client.hasEnded]).toEqual(['', true])
    expect(world.servers[0]!.currentSessions).toBe(0)
    expect(world.backend.state.currentSessions).toBe(0)
    expect(world.engine.streams.size).toBe(0)
    expect(world.network.sinkErrors).toEqual([])
    expect(new Set(world.contained)).toEqual(new Set([bug]))
  })

  it('does not touch the transaction that frees the slot it waited for', async () => {
    let isBroken = false
    const brokenSometimes = new (class extends Map<string, string> {
      override get(name: string): string | undefined {
        if (isBroken) throw bug
        return super.get(name)
      }
    })([['host', 'HOST']])
    const world = await start({ backendHttp: { requestCase: brokenSometimes }, maxconn: 1 })
    world.serve = () => {}
    const first = world.request(get)
    const second = world.request(get)
    isBroken = true
    world.accepted[0]!.send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
    world.run(100)
    expect(first.text).toBe('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok')
    expect(second.text).toMatch(/^HTTP\/1\.1 500 /)
    expect(world.servers[0]!.currentSessions).toBe(0)
    expect(world.contained).toEqual([bug])
  })
})

async function start(settings: WorldSettings): Promise<World> {
  return await World.create(settings)
}
