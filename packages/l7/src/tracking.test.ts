/** Requests, errors and failures of what is tracked, as HAProxy 2.6 counts them for the same exchanges. */
import { VirtualClock } from '@weir/base'
import { type SampleContext, verdicts } from '@weir/keyword'
import { findDataType, StickTable, trackersOf } from '@weir/stick-table'
import { describe, expect, test } from 'vitest'
import { compressionProcessOptions } from './compression/options.ts'
import { limitHttpEngine } from './http-engine.ts'
import { httpProcessOptions } from './options.ts'
import { type Peer, World, type WorldSettings } from './testing/world.ts'

const names = ['conn_cnt', 'conn_cur', 'sess_cnt', 'http_req_cnt', 'http_err_cnt', 'http_fail_cnt']

/** A world in which the connection tracks `session` and each request tracks `request`. */
async function create(settings: WorldSettings = {}) {
  const table = new StickTable(
    {
      name: 't',
      type: 'string',
      keyLength: 31,
      size: 10,
      expireMs: null,
      isNoPurge: false,
      peers: null,
      wireName: 't',
      isReceiveOnly: false,
      writeTo: null,
      serverKey: null,
      byteRateFactor: 1,
      stored: names.map((name) => ({ type: findDataType(name)!, length: 1, periodMs: null })),
      span: null,
    },
    new VirtualClock(),
  )
  const track = (index: number, key: string) => (context: SampleContext) => {
    trackersOf(context).track(index, table, table.obtain(key)!)
    return verdicts.proceed
  }
  const world = await World.create({ ...settings, http: { ...settings.http, requestRules: [track(1, 'request')] } })
  world.frontend.connectionRules = [track(0, 'session')]
  const counts = (key: string): string => {
    const entry = table.lookup(key)
    return entry === null ? '-' : names.map((name) => table.read(entry, table.column(name)!)).join(' ')
  }
  return { world, table, counts }
}

const get = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'
const answer = (status: number) => (peer: Peer) => {
  if (peer.text.endsWith('\r\n\r\n')) peer.send(`HTTP/1.1 ${status} X\r\nContent-Length: 2\r\n\r\nok`)
}

describe('what HTTP counts for tracked entries', () => {
  // connections, current, sessions, requests, errors, failures
  test.each<[string, (peer: Peer) => void, string]>([
    ['200', answer(200), '1 1 1 1 0 0'],
    ['404', answer(404), '1 1 1 1 1 0'],
    ['500', answer(500), '1 1 1 1 0 1'],
    ['501', answer(501), '1 1 1 1 0 0'],
    ['garbage', (peer) => peer.send('garbage\r\n\r\n'), '1 0 1 1 0 1'],
  ])('a server that answers %s', async (_name, serve, expected) => {
    const { world, counts } = await create()
    world.serve = serve
    const client = world.request(get)
    world.run(10)
    expect(counts('session').replace(/^1 [01]/, '1 x')).toBe(expected.replace(/^1 [01]/, '1 x'))
    // The request is over: its entry has given its place back, and it was no session.
    expect(counts('request')).toBe(expected.replace(/^1 [01] 1/, '1 0 0'))
    client.connection.reset()
    world.run(10)
    expect(counts('session').split(' ')[1]).toBe('0')
    expect(world.contained).toEqual([])
  })

  test('which statuses count is told by http-err-codes and http-fail-codes', async () => {
    const { world, counts } = await create()
    const process = {
      ...httpProcessOptions.create(),
      errorStatuses: new Set([200]),
      failureStatuses: new Set([200, 404]),
    }
    limitHttpEngine(world.engine, process, compressionProcessOptions.create())
    world.serve = answer(404)
    world.request(get)
    expect(counts('request')).toBe('1 0 0 1 0 1')
    world.serve = answer(200)
    world.request(get)
    expect(counts('request')).toBe('2 0 0 2 1 2')
  })

  test('each request of a connection is tracked anew, the connection once', async () => {
    const { world, counts } = await create()
    const client = world.request(get)
    client.send(get)
    world.run(10)
    expect([counts('session'), counts('request')]).toEqual(['1 1 1 2 0 0', '2 0 0 2 0 0'])
  })

  test('a server that does not answer in time has failed', async () => {
    const { world, counts } = await create({ timeouts: { serverMs: 300 } })
    world.serve = () => {}
    world.request(get)
    world.run(301)
    expect(counts('session').split(' ').slice(3)).toEqual(['1', '0', '1'])
  })

  test('an invalid request is one request and one error of the connection', async () => {
    const { world, counts } = await create()
    world.request('G\x01T / HTTP/1.1\r\n\r\n')
    world.run(10)
    expect([counts('session').split(' ').slice(3), counts('request')]).toEqual([['1', '1', '0'], '-'])
  })

  test.each([
    ['says nothing and leaves', '', 0, '1 1 0'],
    ['leaves amid a head', 'GET / HT', 0, '1 1 0'],
    ['says nothing in time', '', 301, '1 0 0'],
    ['takes too long with a head', 'GET / HT', 301, '1 0 0'],
  ])('a client that %s makes one request', async (_name, text, waitMs, expected) => {
    const { world, counts } = await create({ timeouts: { httpRequestMs: 300 } })
    const client = world.request(text)
    world.run(waitMs)
    client.connection.close()
    world.run(10)
    expect(counts('session').split(' ').slice(3).join(' ')).toBe(expected)
  })

  test.each([
    ['before the answer', () => {}],
    ['inside the answer', (peer: Peer) => peer.send('HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nok')],
  ])('an abort %s gives everything back', async (_name, serve) => {
    const { world, table, counts } = await create()
    world.serve = serve
    const client = world.request(get)
    expect([counts('session'), counts('request')]).toEqual(['1 1 1 1 0 0', '1 1 0 1 0 0'])
    client.connection.reset()
    world.run(10)
    expect([counts('session'), counts('request')]).toEqual(['1 0 1 1 0 0', '1 0 0 1 0 0'])
    expect([...table.entries()].map(({ trackers }) => trackers)).toEqual([0, 0])
    expect(world.engine.sessions.size).toBe(0)
  })
})
