import { describe, expect, test } from 'vitest'
import { timeoutOptions } from './options.ts'
import { type FixtureSettings, nothingLeft, ProxyFixture } from './testing/index.ts'
import { resolveTimeouts } from './timeouts.ts'

const timeouts = (settings: Partial<ReturnType<typeof timeoutOptions.create>>) =>
  resolveTimeouts({ ...timeoutOptions.create(), ...settings })

const start = (settings?: FixtureSettings): Promise<ProxyFixture> => new ProxyFixture(settings).start()

describe('termination', () => {
  const cases: readonly (readonly [string, FixtureSettings, (fixture: ProxyFixture) => void, string])[] = [
    [
      'the client resets amid data',
      {},
      (fixture) => {
        fixture.client().connection.reset()
        fixture.advance()
        expect(fixture.servers[0]!.peers[0]!.sink.closeCause).toBe('reset')
      },
      'be/s1 0/0/0 0 CD 0 0/0',
    ],
    [
      'the server resets amid data: the client is ended in order',
      {},
      (fixture) => {
        const client = fixture.client()
        fixture.servers[0]!.peers[0]!.connection.writeText('x')
        fixture.advance()
        fixture.servers[0]!.peers[0]!.connection.reset()
        fixture.advance()
        expect([client.sink.text, client.sink.hasEnded]).toEqual(['x', true])
        client.connection.close()
      },
      'be/s1 0/0/0 1 SD 0 0/0',
    ],
    [
      'the server refuses',
      { backend: { retries: 0 } },
      (fixture) => {
        fixture.network.setFault(fixture.servers[0]!.address, 'refused')
        expect(fixture.client().sink.hasEnded).toBe(true)
      },
      'be/s1 0/-1/0 0 SC 0 0/0',
    ],
    [
      'the server refuses, with retries a second apart',
      { backend: { retries: 2 } },
      (fixture) => {
        fixture.network.setFault(fixture.servers[0]!.address, 'refused')
        fixture.client()
        fixture.advance(1999)
        expect(fixture.logs).toEqual([])
        fixture.advance(1)
      },
      'be/s1 0/-1/2000 0 SC 2 0/0',
    ],
    [
      'a retry pauses no longer than timeout connect',
      { backend: { retries: 2, timeouts: timeouts({ connectMs: 300 }) } },
      (fixture) => {
        fixture.network.setFault(fixture.servers[0]!.address, 'refused')
        fixture.client()
        fixture.advance(600)
      },
      'be/s1 0/-1/600 0 SC 2 0/0',
    ],
    [
      'a path refuses: attempts follow each other at once',
      { backend: { retries: 2 }, servers: [{ address: { kind: 'unix', path: '/s', isAbstract: false } }] },
      (fixture) => {
        fixture.network.setFault(fixture.servers[0]!.address, 'refused')
        fixture.client()
      },
      'be/s1 0/-1/0 0 SC 2 0/0',
    ],
    [
      'there is no way to the server: attempts follow each other at once',
      { backend: { retries: 2 } },
      (fixture) => {
        fixture.network.setFault(fixture.servers[0]!.address, 'no-route')
        fixture.client()
      },
      'be/s1 0/-1/0 0 SC 2 0/0',
    ],
    [
      'a retry that succeeds',
      {},
      (fixture) => {
        fixture.network.setFault(fixture.servers[0]!.address, 'refused')
        const client = fixture.client()
        fixture.network.setFault(fixture.servers[0]!.address, null)
        fixture.advance(1000)
        client.connection.reset()
      },
      'be/s1 0/1000/1000 0 CD 1 0/0',
    ],
    [
      'the server never answers: attempts follow each other at once',
      { backend: { retries: 2, timeouts: timeouts({ connectMs: 400 }) } },
      (fixture) => {
        fixture.network.setFault(fixture.servers[0]!.address, 'silent')
        fixture.client()
        fixture.advance(1200)
      },
      'be/s1 0/-1/1200 0 sC 2 0/0',
    ],
    [
      'redispatch on the last retry',
      { servers: [{}, {}], backend: { retries: 1, redispatchInterval: -1 } },
      (fixture) => {
        fixture.network.setFault(fixture.servers[0]!.address, 'refused')
        fixture.client().connection.reset()
      },
      'be/s2 0/0/0 0 CD +1 0/0',
    ],
    [
      'redispatch on every retry',
      { servers: [{}, {}], backend: { retries: 3, redispatchInterval: 1 } },
      (fixture) => {
        for (const { address } of fixture.servers) fixture.network.setFault(address, 'refused')
        fixture.client()
      },
      'be/s2 0/-1/0 0 SC +3 0/0',
    ],
    [
      'redispatch on the last retry, but nobody asked for the server: every retry is on another',
      { servers: [{}, {}, {}], backend: { retries: 3, redispatchInterval: -1 } },
      (fixture) => {
        for (const { address } of fixture.servers) fixture.network.setFault(address, 'refused')
        fixture.client()
      },
      'be/s2 0/-1/0 0 SC +3 0/0',
    ],
    [
      'a client without bytes runs out of time between attempts',
      { backend: { retries: 5 }, frontend: { timeouts: timeouts({ clientMs: 1500 }) } },
      (fixture) => {
        fixture.network.setFault(fixture.servers[0]!.address, 'refused')
        fixture.client()
        fixture.advance(5000)
      },
      'be/s1 0/-1/1500 0 cC 2 0/0',
    ],
    [
      'a client whose bytes wait for the server does not',
      { backend: { retries: 2 }, frontend: { timeouts: timeouts({ clientMs: 1500 }) } },
      (fixture) => {
        fixture.network.setFault(fixture.servers[0]!.address, 'refused')
        fixture.client().connection.writeText('x')
        fixture.advance(5000)
      },
      'be/s1 0/-1/2000 0 SC 2 0/0',
    ],
    [
      'no server is up',
      { servers: [{ isDisabled: true }] },
      (fixture) => void fixture.client(),
      'be/<NOSRV> -1/-1/0 0 SC 0 0/0',
    ],
    [
      'no backend',
      { frontend: { defaultBackend: null } },
      (fixture) => void fixture.client(),
      'fe/<NOSRV> -1/-1/0 0 SC 0 0/0',
    ],
    [
      'timeout queue',
      { servers: [{ maxconn: 1 }], backend: { timeouts: timeouts({ queueMs: 300 }) } },
      (fixture) => {
        const first = fixture.client()
        expect(fixture.client().sink.hasEnded).toBe(false)
        fixture.advance(300)
        expect(fixture.backend.state.queuedTotal).toBe(0)
        first.connection.reset()
      },
      'be/<NOSRV> 300/-1/300 0 sQ 0 0/1',
    ],
    [
      'the client resets in the queue',
      { servers: [{ maxconn: 1 }] },
      (fixture) => {
        const first = fixture.client()
        const second = fixture.client()
        fixture.advance(100)
        second.connection.reset()
        fixture.advance()
        first.connection.reset()
      },
      'be/<NOSRV> 100/-1/100 0 CD 0 0/1',
    ],
    [
      'the client ends its side in the queue with abortonclose',
      { servers: [{ maxconn: 1 }], backend: { abortsOnClose: true } },
      (fixture) => {
        const first = fixture.client()
        const second = fixture.client()
        fixture.advance(100)
        second.connection.close()
        fixture.advance()
        first.connection.reset()
      },
      'be/<NOSRV> 100/-1/100 0 CQ 0 0/1',
    ],
    [
      "the client's time runs out in the queue",
      { servers: [{ maxconn: 1 }], frontend: { timeouts: timeouts({ clientMs: 500 }) } },
      (fixture) => {
        const first = fixture.client()
        fixture.client()
        fixture.advance(200)
        first.connection.writeText('still here')
        fixture.advance(300)
      },
      'be/<NOSRV> -1/-1/500 0 cQ 0 0/1',
    ],
    [
      'the client resets while the server is being connected',
      {},
      (fixture) => {
        fixture.network.setFault(fixture.servers[0]!.address, 'silent')
        const client = fixture.client()
        fixture.advance(200)
        client.connection.reset()
      },
      'be/s1 0/-1/200 0 CD 0 0/0',
    ],
    [
      'the client ends its side while the server is being connected, with abortonclose',
      { backend: { abortsOnClose: true } },
      (fixture) => {
        fixture.network.setFault(fixture.servers[0]!.address, 'silent')
        fixture.client().connection.close()
      },
      'be/s1 0/-1/0 0 -- 0 0/0',
    ],
    [
      'a silent client',
      { frontend: { timeouts: timeouts({ clientMs: 300 }) }, backend: { timeouts: timeouts({ serverMs: 3000 }) } },
      (fixture) => {
        const client = fixture.client()
        fixture.advance(300)
        expect([client.sink.hasEnded, fixture.servers[0]!.peers[0]!.sink.hasEnded]).toEqual([true, true])
      },
      'be/s1 0/0/300 0 cD 0 0/0',
    ],
    [
      'a silent server',
      { frontend: { timeouts: timeouts({ clientMs: 3000 }) }, backend: { timeouts: timeouts({ serverMs: 300 }) } },
      (fixture) => {
        fixture.client()
        fixture.advance(300)
      },
      'be/s1 0/0/300 0 sD 0 0/0',
    ],
    [
      'both silent at once: it is the client',
      { frontend: { timeouts: timeouts({ clientMs: 300 }) }, backend: { timeouts: timeouts({ serverMs: 300 }) } },
      (fixture) => {
        fixture.client()
        fixture.advance(300)
      },
      'be/s1 0/0/300 0 cD 0 0/0',
    ],
    [
      'timeout tunnel stands in for both',
      {
        frontend: { timeouts: timeouts({ clientMs: 300 }) },
        backend: { timeouts: timeouts({ serverMs: 300, tunnelMs: 900 }) },
      },
      (fixture) => {
        fixture.client()
        fixture.advance(899)
        expect(fixture.logs).toEqual([])
        fixture.advance(1)
      },
      'be/s1 0/0/900 0 cD 0 0/0',
    ],
    [
      'activity moves the timeouts',
      { frontend: { timeouts: timeouts({ clientMs: 300 }) }, backend: { timeouts: timeouts({ serverMs: 300 }) } },
      (fixture) => {
        const client = fixture.client()
        fixture.advance(200)
        client.connection.writeText('x')
        fixture.advance(299)
        expect(fixture.logs).toEqual([])
        fixture.advance(1)
      },
      'be/s1 0/0/500 0 cD 0 0/0',
    ],
    [
      'timeout client-fin after the server has ended its side',
      {
        frontend: { timeouts: timeouts({ clientMs: 10_000, clientFinMs: 300 }) },
        backend: { timeouts: timeouts({ serverMs: 10_000 }) },
      },
      (fixture) => {
        fixture.client()
        const server = fixture.servers[0]!.peers[0]!
        server.connection.writeText('answer')
        server.connection.shutdown()
        fixture.advance(300)
      },
      'be/s1 0/0/300 6 cD 0 0/0',
    ],
    [
      'timeout server-fin after the client has ended its side',
      {
        frontend: { timeouts: timeouts({ clientMs: 10_000 }) },
        backend: { timeouts: timeouts({ serverMs: 10_000, serverFinMs: 300 }) },
      },
      (fixture) => {
        fixture.client().connection.shutdown()
        fixture.advance(300)
      },
      'be/s1 0/0/300 0 sD 0 0/0',
    ],
    [
      'a client that does not read what it asked for',
      { network: { windowBytes: 1000 }, frontend: { timeouts: timeouts({ clientMs: 300 }) } },
      (fixture) => {
        const client = fixture.client()
        client.connection.pause()
        client.connection.shutdown()
        fixture.servers[0]!.peers[0]!.connection.write(new Uint8Array(50_000))
        fixture.advance(300)
        expect(client.sink.closeCause).toBe('reset')
      },
      'be/s1 0/0/300 2000 cD 0 0/0',
    ],
    [
      'the server is marked down and its sessions are cut',
      {},
      (fixture) => {
        fixture.client()
        for (const session of fixture.servers[0]!.state.sessions) session.terminate('D')
      },
      'be/s1 0/0/0 0 D- 0 0/0',
    ],
    [
      'killed by hand in the queue',
      { servers: [{ maxconn: 1 }] },
      (fixture) => {
        const first = fixture.client()
        fixture.client()
        for (const stream of [...fixture.engine.streams].slice(1)) stream.terminate('K')
        fixture.advance()
        first.connection.reset()
      },
      'be/<NOSRV> 0/-1/0 0 KD 0 0/1',
    ],
  ]

  for (const [name, settings, run, expected] of cases) {
    test(name, async () => {
      const fixture = await start(settings)
      run(fixture)
      fixture.advance()
      expect(fixture.logs).toContain(expected)
      fixture.cutAll()
      expect(fixture.leftovers).toEqual(nothingLeft)
    })
  }

  test('a queued client is served when a slot is free', async () => {
    const fixture = await start({ servers: [{ maxconn: 1 }] })
    const first = fixture.client()
    const second = fixture.client()
    second.connection.writeText('waiting')
    fixture.advance(250)
    expect(fixture.servers[0]!.peers.length).toBe(1)
    first.connection.reset()
    fixture.advance()
    expect(fixture.servers[0]!.peers[1]!.sink.text).toBe('waiting')
    second.connection.reset()
    fixture.advance()
    expect(fixture.logs).toEqual(['be/s1 0/0/250 0 CD 0 0/0', 'be/s1 250/0/250 0 CD 0 0/1'])
    expect(fixture.leftovers).toEqual(nothingLeft)
  })
})
