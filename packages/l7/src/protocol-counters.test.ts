import { afterEach, expect, it } from 'vitest'
import { flags, frameTypes } from './h2/frames.ts'
import { getFields, H2TestClient, postFields } from './testing/h2-client.ts'
import { answer, get, ok } from './testing/short-exchange.ts'
import { World } from './testing/world.ts'

let world: World

afterEach(() => {
  expect(world.contained).toEqual([])
})

it('HTTP/1: connections and requests', async () => {
  world = await World.create()
  world.serve = () => {}
  const { http1 } = world.frontend
  const client = world.request(get)
  expect(http1).toMatchObject({ openConnections: 1, totalConnections: 1, openStreams: 1, totalStreams: 1 })
  world.accepted[0]!.send(ok)
  world.run()
  expect(http1).toMatchObject({ openConnections: 1, openStreams: 0 })
  client.send(get)
  world.run()
  client.connection.reset()
  world.run()
  expect(http1).toMatchObject({ openConnections: 0, totalConnections: 1, openStreams: 0, totalStreams: 2 })
})

/** As HAProxy 2.6 counts, but that each SETTINGS frame and each block of trailers counts once. */
it.each<readonly [string, (client: H2TestClient) => void, object]>([
  ['a request', (client) => client.request(), { headersReceived: 1, totalStreams: 1 }],
  [
    'a body with trailers',
    (client) => {
      const id = client.request(postFields, false)
      client.data(id, 'abc')
      client.headers(id, [['x-t', '1']], true)
    },
    { headersReceived: 2, dataReceived: 1, totalStreams: 1 },
  ],
  ['a stream that is reset', (client) => client.reset(client.request(), 8), { resetsReceived: 1, openStreams: 0 }],
  ['GOAWAY', (client) => client.raw(frameTypes.goAway, 0, 0, '\0\0\0\0\0\0\0\0'), { goAwaysReceived: 1 }],
  [
    'no request',
    (client) => client.request([...getFields, ['connection', 'close']]),
    { headersReceived: 1, resetsSent: 1, streamErrors: 0, totalStreams: 0 },
  ],
  [
    'a body that is too long',
    (client) => client.data(client.request([...postFields, ['content-length', '2']], false), 'abc'),
    { dataReceived: 1, resetsSent: 1, streamErrors: 1, totalStreams: 1, openStreams: 0 },
  ],
  [
    'a fault of the connection',
    (client) => client.raw(frameTypes.data, 0, 0, 'x'),
    { connectionErrors: 1, goAwaysSent: 1, openConnections: 0 },
  ],
  [
    'a block that cannot be decoded',
    (client) => client.raw(frameTypes.headers, flags.endHeaders, 1, '\xff\xff\xff\xff\xff\xff'),
    { connectionErrors: 0, goAwaysSent: 1, openConnections: 0 },
  ],
])('HTTP/2: %s', async (_, act, expected) => {
  world = await World.create()
  world.serve = answer('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
  act(new H2TestClient(world))
  world.run()
  const { http1, http2 } = world.frontend
  expect(http2).toMatchObject({ totalConnections: 1, settingsReceived: expect.any(Number), ...expected })
  // In clear, the connection was one of HTTP/1 until the preface came.
  expect(http1).toMatchObject({ openConnections: 0, totalConnections: 1, totalStreams: 0 })
  world.frontend.clearCounters(true)
  expect(http2).toMatchObject({ totalConnections: 0, headersReceived: 0, resetsSent: 0 })
})
