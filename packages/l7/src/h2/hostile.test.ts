import { createRandom } from '@weir/base'
import { expect, it } from 'vitest'
import { getFields, H2TestClient, postFields } from '../testing/h2-client.ts'
import { answer } from '../testing/short-exchange.ts'
import { World } from '../testing/world.ts'
import { frameTypes } from './frames.ts'

const random = createRandom(7)
const below = (limit: number): number => random.uint32() % limit

/** What `act` makes a client send. */
async function record(act: (client: H2TestClient) => void): Promise<Buffer> {
  const world = await World.create()
  world.serve = answer('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
  const client = new H2TestClient(world)
  const sent: Buffer[] = []
  const { connection } = client.peer
  const write = connection.write.bind(connection)
  connection.write = (data) => {
    sent.push(Buffer.from(data))
    return write(data)
  }
  act(client)
  return Buffer.concat(sent)
}

it('changed bytes end requests or the connection, and nothing else', async () => {
  const exchange = await record((client) => {
    client.request([...getFields, ['cookie', 'a=b']])
    const id = client.request(postFields, false)
    client.data(id, 'some')
    client.headers(id, [['x-t', '1']], true)
    client.raw(frameTypes.ping, 0, 0, '12345678')
    client.windowUpdate(0, 10)
    client.reset(client.request(postFields, false), 8)
    client.request()
  })
  for (let round = 0; round < 1500; round++) {
    const world = await World.create()
    world.serve = answer('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
    const client = new H2TestClient(world)
    const bytes = Buffer.from(exchange)
    for (let count = below(4); count >= 0; count--) bytes[below(bytes.length)] = below(256)
    const cut = below(bytes.length)
    client.peer.connection.write(bytes.subarray(0, cut))
    world.run()
    client.peer.connection.write(bytes.subarray(cut))
    world.run()
    expect(world.contained).toEqual([])
    client.peer.connection.close()
    world.run(60_000)
    expect(world.frontend.counters.currentSessions).toBe(0)
    expect(world.backend.state.servers[0]!.currentSessions).toBe(0)
    expect(world.network.sinkErrors).toEqual([])
  }
})

it('requests that are reset at once leave nothing behind', async () => {
  const world = await World.create()
  world.serve = () => {}
  const client = new H2TestClient(world)
  for (let round = 0; round < 1000; round++) client.reset(client.request(), 8)
  expect(world.backend.state.servers[0]!.currentSessions).toBe(0)
  expect(world.accepted.every((peer) => peer.hasEnded || peer.isClosed)).toBe(true)
  expect(world.logs).toHaveLength(1000)
})

it('a client that lets answers pile up is held to a bound', async () => {
  const world = await World.create({ network: { windowBytes: 1000 } })
  const client = new H2TestClient(world)
  client.peer.connection.pause()
  const ping = Buffer.from([0, 0, 8, frameTypes.ping, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8])
  const pings = Buffer.concat(Array.from({ length: 1000 }, () => ping))
  for (let round = 0; round < 80; round++) client.peer.connection.write(pings)
  world.run(30_000)
  expect(world.frontend.counters.currentSessions).toBe(0)
})
