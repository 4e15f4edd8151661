import { createHash, randomBytes } from 'node:crypto'
import { Agent, type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { createGunzip } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { freePort, isBuilt, startDaemon } from './daemon.ts'
import { startHttpServer } from './peers.ts'

const sizes = [0, 1, 1000, 20_000, 700_000] as const
const bodies = new Map(sizes.map((size) => [size, Buffer.from(randomBytes(size).toString('base64').slice(0, size))]))
const hashOf = (bytes: Buffer): string => createHash('sha1').update(bytes).digest('hex')

/** What filters and options a proxy has; each has to give every body back as it was. */
const proxies: Readonly<Record<string, readonly string[]>> = {
  compression: ['compression algo gzip'],
  'both ways': ['compression algo gzip', 'compression algo-req gzip', 'compression direction both'],
  'buffered both ways': [
    'option http-buffer-request',
    'compression algo gzip',
    'compression algo-req gzip',
    'compression direction both',
    'http-response wait-for-body time 1s at-least 500',
  ],
  'retried both ways': [
    'retry-on all-retryable-errors',
    'compression algo gzip',
    'compression algo-req gzip',
    'compression direction both',
  ],
  limits: [
    'filter bwlim-in i default-limit 100m default-period 1s min-size 100k',
    'filter bwlim-out o default-limit 100m default-period 1s',
    'http-request set-bandwidth-limit i',
    'http-response set-bandwidth-limit o',
  ],
  'a cache': ['http-request cache-use c', 'http-response cache-store c'],
  everything: [
    'filter cache c',
    'filter comp-req',
    'filter comp-res',
    'filter bwlim-in i default-limit 100m default-period 1s',
    'filter bwlim-out o default-limit 100m default-period 1s',
    'compression algo gzip',
    'compression algo-req gzip',
    'http-request cache-use c',
    'http-request set-bandwidth-limit i',
    'http-request set-bandwidth-limit o',
    'http-response cache-store c',
  ],
}

async function start() {
  const server = await startHttpServer((incoming, response) => {
    // `/<size>/<framing>`: what came is told by its hash, and as many bytes are given as asked for.
    const [, size, framing] = incoming.url!.split('/')
    const hash = createHash('sha1')
    const packed = incoming.headers['content-encoding'] === 'gzip'
    const content = packed ? incoming.pipe(createGunzip()) : incoming
    content.on('data', (chunk: Buffer) => hash.update(chunk))
    content.on('end', () => {
      const body = bodies.get(Number(size) as (typeof sizes)[number])!
      response.setHeader('x-received', hash.digest('hex'))
      response.setHeader('cache-control', 'max-age=50')
      response.setHeader('content-type', 'text/plain')
      if (framing === 'length') response.setHeader('content-length', body.length)
      else if (framing === 'close') response.useChunkedEncodingByDefault = false
      const half = body.length >> 1
      response.write(body.subarray(0, half))
      setImmediate(() => response.end(body.subarray(half)))
    })
  })
  const ports = new Map<string, number>()
  for (const name of Object.keys(proxies)) ports.set(name, await freePort())
  const sections = Object.entries(proxies).map(
    ([name, lines], index) =>
      `listen l${index}\n  bind 127.0.0.1:${ports.get(name)}\n  ${lines.join('\n  ')}\n  server s 127.0.0.1:${server.port}\n`,
  )
  const daemon = await startDaemon(
    `cache c\n  total-max-size 16\n  max-object-size 1000000\ndefaults\n  mode http\n  timeout connect 5s\n  timeout client 20s\n  timeout server 20s\n${sections.join('')}`,
    { awaitPorts: [...ports.values()] },
  )
  return {
    ports,
    daemon,
    async [Symbol.asyncDispose]() {
      await daemon[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

interface Exchange {
  readonly received: string | undefined
  readonly got: string
}

function ask(
  agent: Agent,
  port: number,
  path: string,
  body: Buffer,
  isChunked: boolean,
  packs: boolean,
): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    const method = body.length === 0 ? 'GET' : 'POST'
    const headers: Record<string, string | number> = packs ? { 'accept-encoding': 'gzip' } : {}
    if (!isChunked && body.length > 0) headers['content-length'] = body.length
    const outgoing = request({ agent, port, host: '127.0.0.1', path, method, headers }, (response) => {
      const content = response.headers['content-encoding'] === 'gzip' ? response.pipe(createGunzip()) : response
      const hash = createHash('sha1')
      content.on('data', (chunk: Buffer) => hash.update(chunk))
      content.on('end', () =>
        resolve({ received: response.headers['x-received'] as string | undefined, got: hash.digest('hex') }),
      )
      content.on('error', reject)
    })
    outgoing.on('error', reject)
    outgoing.write(body.subarray(0, body.length >> 1))
    outgoing.end(body.subarray(body.length >> 1))
  })
}

describe.skipIf(!isBuilt)('filters', () => {
  test('every body comes through every combination as it was', async () => {
    await using weir = await start()
    const agent = new Agent({ keepAlive: true })
    for (const [name, port] of weir.ports) {
      for (const framing of ['length', 'chunked', 'close']) {
        for (const [size, body] of bodies) {
          for (const packs of [true, false]) {
            const what = `${name}: ${size} bytes by ${framing}, ${packs ? 'packed' : 'plain'}`
            const upload = bodies.get(sizes[(sizes.indexOf(size) + 3) % sizes.length]!)!
            const { got, received } = await ask(agent, port, `/${size}/${framing}`, upload, framing !== 'length', packs)
            expect([what, got]).toEqual([what, hashOf(body)])
            if (upload.length > 0) expect([what, received]).toEqual([what, hashOf(upload)])
          }
        }
      }
    }
    agent.destroy()
    expect(weir.daemon.errors()).not.toContain('internal')
  })

  test('requests that come in one piece are answered in order', async () => {
    await using weir = await start()
    const port = weir.ports.get('everything')!
    const paths = ['/1000/length', '/20000/chunked', '/0/length', '/1000/chunked']
    const text = paths.map((path) => `GET ${path} HTTP/1.1\r\nhost: a\r\naccept-encoding: gzip\r\n\r\n`).join('')
    const received = await new Promise<Buffer>((resolve) => {
      const chunks: Buffer[] = []
      const socket = connect(port, '127.0.0.1', () =>
        socket.write(text.replace(/\r\n\r\n$/, '\r\nconnection: close\r\n\r\n')),
      )
      socket.on('data', (chunk) => chunks.push(chunk))
      socket.on('close', () => resolve(Buffer.concat(chunks)))
    })
    const found = received.toString('latin1').match(/HTTP\/1\.1 200 OK/g)
    expect(found).toHaveLength(paths.length)
    expect(received.toString('latin1').endsWith('0\r\n\r\n')).toBe(true)
  })

  test('a request that waits for 100 is packed as well', async () => {
    await using weir = await start()
    const body = bodies.get(20_000)!
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const outgoing = request(
        {
          port: weir.ports.get('both ways'),
          host: '127.0.0.1',
          path: '/1/length',
          method: 'POST',
          headers: { expect: '100-continue', 'content-length': body.length },
        },
        resolve,
      )
      outgoing.on('continue', () => outgoing.end(body))
      outgoing.on('error', reject)
    })
    expect(answer.headers['x-received']).toBe(hashOf(body))
    answer.resume()
  })
})
