import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { eventually, freePort, isBuilt, startDaemon } from './daemon.ts'
import { startHttpServer } from './peers.ts'

const mebibyte = 1024 * 1024
const large = randomBytes(3 * mebibyte).toString('base64')

const configuration = (port: number, serverPort: number): string => `
defaults
  mode http
  timeout connect 5s
  timeout client 30s
  timeout server 30s
cache c
  total-max-size 16
  max-object-size ${5 * mebibyte}
listen l
  bind 127.0.0.1:${port}
  http-request cache-use c
  http-response cache-store c
  compression algo gzip
  server s 127.0.0.1:${serverPort}
`

async function start() {
  const server = await startHttpServer((request, response) => {
    response.setHeader('cache-control', 'max-age=50')
    response.setHeader('content-type', 'text/plain')
    response.end(request.url === '/large' ? large : `answer to ${request.url}`)
  })
  const port = await freePort()
  const daemon = await startDaemon(configuration(port, server.port), {
    awaitPorts: [port],
  })
  return {
    server,
    daemon,
    port,
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      await daemon[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

describe.skipIf(!isBuilt)('caches', () => {
  test('a thousand requests at once ask the server as often as it takes to have one answer', async () => {
    await using weir = await start()
    expect(await (await fetch(`${weir.url}/a`)).text()).toBe('answer to /a')
    const texts = await Promise.all(
      Array.from({ length: 1000 }, async () => {
        const response = await fetch(`${weir.url}/a`)
        return `${response.headers.get('age') !== null} ${await response.text()}`
      }),
    )
    expect(new Set(texts)).toEqual(new Set(['true answer to /a']))
    expect(weir.server.requestCount()).toBe(1)
  })

  test('a large answer is the same from the cache, packed and unpacked', async () => {
    await using weir = await start()
    for (const encoding of ['gzip', 'identity', 'gzip', 'identity']) {
      const response = await fetch(`${weir.url}/large`, { headers: { 'accept-encoding': encoding } })
      expect(response.headers.get('content-encoding')).toBe(encoding === 'gzip' ? 'gzip' : null)
      expect((await response.text()) === large).toBe(true)
    }
    expect(weir.server.requestCount()).toBe(1)
  })

  test('clients that read nothing, and go away, cost no copy of what is kept', async () => {
    await using weir = await start()
    await (await fetch(`${weir.url}/large`)).text()
    const ask = (): Socket => {
      const socket = connect(weir.port, '127.0.0.1')
      socket.on('error', () => {})
      socket.write('GET /large HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n')
      return socket.pause()
    }
    const descriptors = weir.daemon.descriptorCount()
    const before = weir.daemon.residentBytes()
    const stalled = Array.from({ length: 40 }, ask)
    await eventually(() => weir.daemon.descriptorCount() >= descriptors + 40)
    expect(weir.daemon.residentBytes() - before).toBeLessThan(60 * mebibyte)
    for (const socket of stalled) socket.destroy()
    await eventually(() => weir.daemon.descriptorCount() <= descriptors + 2)
    expect(await (await fetch(`${weir.url}/large`)).text()).toHaveLength(large.length)
  })
})
