/** Requests through applications that speak FastCGI: the parameters and answers are those that HAProxy 2.6 showed. */
import { createRandom, parseIpAddress, type SocketAddress, VirtualClock } from '@weir/base'
import { parseConfig } from '@weir/config'
import { type Connection, MemoryNetwork } from '@weir/l4'
import { createLoadBalancer, type LoadBalancer } from '@weir/proxy'
import { standardVocabulary as vocabulary } from '@weir/standard'
import { afterEach, expect, test } from 'vitest'

const loopback = parseIpAddress('127.0.0.1')!
const at = (port: number): SocketAddress => ({ kind: 'ip', address: loopback, port })

const configuration = `
ring errors
  format raw
defaults
  mode http
  timeout connect 1s
  timeout client 10s
  timeout server 10s
fcgi-app php
  docroot /var/www
  index index.php
  path-info ^(/.+\\.php)(/.*)?$
  log-stderr ring@errors local1
  set-param X_SET %[path]
  set-param X_EMPTY %[var(txn.none)]
  set-param REMOTE_PORT hidden
  pass-header Authorization
  acl below_b path_beg /b
  set-param X_BELOW yes if below_b
fcgi-app plain
  docroot /srv/
  no option keep-conn
listen a
  bind 127.0.0.1:80
  http-reuse always
  use-fcgi-app php
  server s1 127.0.0.1:9000 proto fcgi
listen b
  bind 127.0.0.1:81
  use-fcgi-app plain
  server s1 127.0.0.1:9000 proto fcgi
`

const record = (type: number, id: number, content: Uint8Array): Buffer =>
  Buffer.concat([Buffer.of(1, type, id >> 8, id & 255, content.length >> 8, content.length & 255, 0, 0), content])

function readPairs(bytes: Buffer): [string, string][] {
  const pairs: [string, string][] = []
  let at = 0
  const length = (): number => {
    const first = bytes[at]!
    at += first < 128 ? 1 : 4
    return first < 128 ? first : bytes.readUInt32BE(at - 4) & 0x7fffffff
  }
  while (at < bytes.length) {
    const [name, value] = [length(), length()]
    pairs.push([bytes.toString('latin1', at, at + name), bytes.toString('latin1', at + name, at + name + value)])
    at += name + value
  }
  return pairs
}

/** One request as the application has got it. */
interface Asked {
  readonly params: readonly string[]
  readonly stdin: string
  readonly keepsConnection: boolean
}

/** An application that answers every request with the same text, and notes what it was asked. */
class Application {
  readonly asked: Asked[] = []
  connections = 0
  answer = 'Content-Type: text/plain\n\nhello'
  stderr = ''

  serve(connection: Connection): void {
    this.connections++
    let held = Buffer.alloc(0)
    let [params, stdin, keeps] = [Buffer.alloc(0), '', false]
    connection.sink = {
      onData: (chunk) => {
        held = Buffer.concat([held, chunk])
        while (held.length >= 8 && held.length >= 8 + held.readUInt16BE(4)) {
          const [type, id, end] = [held[1], held.readUInt16BE(2), 8 + held.readUInt16BE(4)]
          const content = held.subarray(8, end)
          held = held.subarray(end)
          if (type === 1) [params, stdin, keeps] = [Buffer.alloc(0), '', content[2] === 1]
          if (type === 4) params = Buffer.concat([params, content])
          if (type !== 5) continue
          stdin += content.toString('latin1')
          if (content.length > 0) continue
          this.asked.push({ params: readPairs(params).map((pair) => pair.join('=')), stdin, keepsConnection: keeps })
          if (this.stderr !== '') connection.write(record(7, id, Buffer.from(this.stderr)))
          if (this.answer !== '') connection.write(record(6, id, Buffer.from(this.answer, 'latin1')))
          connection.write(record(6, id, Buffer.alloc(0)))
          connection.write(record(3, id, Buffer.alloc(8)))
          if (!keeps) connection.close()
        }
      },
      onDrain() {},
      onEnd: () => connection.close(),
      onClose() {},
    }
  }
}

let balancer: LoadBalancer | null = null

afterEach(() => {
  balancer?.stop()
  balancer = null
})

async function start() {
  const clock = new VirtualClock(Date.UTC(2026, 0, 1))
  const network = new MemoryNetwork(clock)
  const { model, diagnostics } = parseConfig({ files: [{ name: 'test.cfg', text: configuration }], vocabulary })
  expect(diagnostics).toEqual([])
  balancer = createLoadBalancer({ model, vocabulary, clock, network, random: createRandom(1) })
  const application = new Application()
  await network.listen({ address: at(9000), backlog: 16 }, (connection) => application.serve(connection))
  await balancer.start()
  /** Sends pieces on one connection and gives all that came. */
  const ask = (port: number, ...pieces: readonly string[]): string => {
    let text = ''
    network.connect(
      { address: at(port) },
      {
        onConnect(connection) {
          connection.sink = {
            onData: (chunk) => {
              text += Buffer.from(chunk).toString('latin1')
            },
            onDrain() {},
            onEnd() {},
            onClose() {},
          }
          for (const piece of pieces) clock.schedule(10, () => connection.writeText(piece))
        },
        onConnectFailed() {},
      },
    )
    clock.advance(100)
    return text
  }
  return { application, ask, clock }
}

const date = 'date: Thu, 01 Jan 2026 00:00:00 GMT'

test('a script gets its parameters, and its answer becomes a response', async () => {
  const { application, ask } = await start()
  const got = ask(
    80,
    'GET /a%20b/x.php/info/y?q=1&r=%20 HTTP/1.1\r\nHost: h.test:80\r\nAuthorization: Basic am9lOnB3\r\nProxy-Authorization: x\r\nX-Foo: 1\r\nX-Foo: 2\r\nCookie: a=b\r\nTE: trailers\r\nUpgrade: foo\r\nConnection: upgrade\r\nAccept: */*\r\n\r\n',
  )
  expect(got).toBe(
    `HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ntransfer-encoding: chunked\r\n${date}\r\n\r\n5\r\nhello\r\n0\r\n\r\n`,
  )
  const [asked] = application.asked
  expect(asked!.params.filter((param) => !param.startsWith('SERVER_SOFTWARE=HAProxy ')).sort()).toEqual([
    'AUTH_TYPE=Basic',
    'CONTENT_LENGTH=0',
    'DOCUMENT_ROOT=/var/www',
    'GATEWAY_INTERFACE=CGI/1.1',
    'HTTP_ACCEPT=*/*',
    'HTTP_AUTHORIZATION=Basic am9lOnB3',
    'HTTP_COOKIE=a=b',
    'HTTP_HOST=h.test:80',
    'HTTP_X_FOO=1',
    'HTTP_X_FOO=2',
    'PATH_INFO=/info/y',
    'PATH_TRANSLATED=/var/www/info/y',
    'QUERY_STRING=q=1&r=%20',
    'REMOTE_ADDR=127.0.0.1',
    'REMOTE_PORT=hidden',
    'REMOTE_USER=joe',
    'REQUEST_METHOD=GET',
    'REQUEST_URI=/a%20b/x.php/info/y?q=1&r=%20',
    'SCRIPT_FILENAME=/var/www/a b/x.php',
    'SCRIPT_NAME=/a b/x.php',
    'SERVER_NAME=h.test:80',
    'SERVER_PORT=80',
    'SERVER_PROTOCOL=HTTP/1.1',
    'X_SET=/a%20b/x.php/info/y',
  ])
  expect(asked).toMatchObject({ stdin: '', keepsConnection: true })
})

test('bodies go to the script without their framing, and connections are used again', async () => {
  const { application, ask } = await start()
  ask(80, 'POST /b/ HTTP/1.1\r\nHost: h\r\nContent-Type: text/x\r\nContent-Length: 5\r\n\r\n', 'hel', 'lo')
  ask(80, 'POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n', '2\r\nde\r\n0\r\n\r\n')
  ask(80, 'POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n')
  expect(application.asked.map(({ stdin }) => stdin)).toEqual(['hello', 'abcde', 'abc'])
  expect(application.asked[0]!.params).toEqual(
    expect.arrayContaining(['X_BELOW=yes', 'SCRIPT_NAME=/b/index.php', 'CONTENT_TYPE=text/x', 'CONTENT_LENGTH=5']),
  )
  // A length that is not known yet is not told.
  expect(
    application.asked.slice(1).map(({ params }) => params.find((param) => param.startsWith('CONTENT_LENGTH'))),
  ).toEqual([undefined, 'CONTENT_LENGTH=3'])
  expect(application.connections).toBe(1)
})

test('without keep-conn the application closes, and the client stays', async () => {
  const { application, ask } = await start()
  const get = 'GET /dir/ HTTP/1.1\r\nHost: h\r\n\r\n'
  expect(ask(81, get, get).match(/^HTTP\/1.1 200 OK/gm)).toHaveLength(2)
  expect([application.connections, application.asked[0]!.keepsConnection]).toEqual([2, false])
  expect(application.asked[0]!.params).toContain('SCRIPT_FILENAME=/srv//dir/')
})

test.each([
  ['Status: 404 Nope\r\n\r\nx', 'GET', 'HTTP/1.1 404 Nope\r\n'],
  ['Location: /x\r\n\r\n', 'GET', 'HTTP/1.1 302 Moved Temporarily\r\n'],
  ['nonsense\r\n\r\n', 'GET', 'HTTP/1.1 502 Bad Gateway\r\n'],
  ['', 'GET', 'HTTP/1.1 502 Bad Gateway\r\n'],
  ['A: b\r\n\r\nbody', 'HEAD', 'HTTP/1.1 200 OK\r\n'],
])('the answer %j to %s', async (answer, method, expected) => {
  const { application, ask } = await start()
  application.answer = answer
  const got = ask(80, `${method} /x HTTP/1.1\r\nHost: h\r\n\r\n`)
  expect(got.startsWith(expected)).toBe(true)
  if (method === 'HEAD') expect(got.endsWith('\r\n\r\n')).toBe(true)
})

test('a script that ends too early breaks the response off', async () => {
  const { application, ask } = await start()
  application.answer = 'Content-Length: 9\n\nhello'
  expect(ask(80, 'GET /x HTTP/1.1\r\nHost: h\r\n\r\n')).toMatch(/\r\n\r\nhello$/)
  application.answer = 'Content-Length: 5\n\nhello'
  expect(ask(80, 'GET /x HTTP/1.1\r\nHost: h\r\n\r\n')).toMatch(/\r\n\r\nhello$/)
  ask(80, 'GET /x HTTP/1.1\r\nHost: h\r\n\r\n')
  // The first connection is gone, the second one is used again.
  expect(application.connections).toBe(2)
  expect(balancer!.engine.streams.size).toBe(0)
})

test('standard error is logged, a line at a time', async () => {
  const { application, ask } = await start()
  application.stderr = 'oops\nsecond\n'
  ask(80, 'GET /x HTTP/1.1\r\nHost: h\r\n\r\n')
  const ring = balancer!.assembly.rings.byName.get('errors')!
  expect([0, 1, 2].map((number) => ring.at(number)).map((line) => line && Buffer.from(line).toString())).toEqual([
    'oops',
    'second',
    null,
  ])
})

test('a path that could not be matched to its end is refused', async () => {
  const { application, ask } = await start()
  expect(ask(80, 'GET /x.php%0a HTTP/1.1\r\nHost: h\r\n\r\n')).toMatch(/^HTTP\/1.1 400 /)
  expect(application.asked).toEqual([])
})
