import { createRandom, parseIpAddress, type SocketAddress, VirtualClock } from '@weir/base'
import { parseConfig } from '@weir/config'
import { type Connection, type ConnectionSink, MemoryNetwork } from '@weir/l4'
import { createLoadBalancer, StartError } from '@weir/proxy'
import { standardVocabulary as vocabulary } from '@weir/standard'
import { describe, expect, test } from 'vitest'

const loopback = parseIpAddress('127.0.0.1')!
const at = (port: number): SocketAddress => ({ kind: 'ip', address: loopback, port })

const configuration = `
defaults
  mode http
  timeout connect 1s
  timeout client 10s
  timeout server 10s
frontend web
  bind 127.0.0.1:80
  acl is_api path_beg /api
  use_backend api if is_api
  default_backend site
backend site
  server s1 127.0.0.1:8081 check inter 1s
backend api
  balance roundrobin
  server a1 127.0.0.1:8082
  server a2 127.0.0.1:8083
listen echo
  mode tcp
  bind 127.0.0.1:90
  server e1 127.0.0.1:8084
`

/** Gathers text, and closes when the other side does. */
class TextSink implements ConnectionSink {
  connection: Connection | null = null
  text = ''
  hasEnded = false
  isClosed = false
  onText: () => void = () => {}

  onData(chunk: Uint8Array): void {
    this.text += String.fromCharCode(...chunk)
    this.onText()
  }
  onDrain(): void {}
  onEnd(): void {
    this.hasEnded = true
    this.connection?.close()
  }
  onClose(): void {
    this.isClosed = true
  }
}

function setUp(text = configuration) {
  const clock = new VirtualClock(Date.UTC(2026, 0, 1))
  const network = new MemoryNetwork(clock)
  const { model, diagnostics } = parseConfig({ files: [{ name: 'test.cfg', text }], vocabulary })
  const messages: string[] = []
  const onMessage = (_severity: string, message: string): void => void messages.push(message)
  const random = createRandom(1)
  const balancer = createLoadBalancer({ model, vocabulary, clock, network, random, onMessage })
  return { clock, network, balancer, messages, diagnostics }
}

/** A server that answers each request with its name. */
function serve(network: MemoryNetwork, port: number, name: string): Promise<unknown> {
  return network.listen({ address: at(port), backlog: 16 }, (connection) => {
    const sink = new TextSink()
    sink.connection = connection
    sink.onText = () => {
      if (!sink.text.endsWith('\r\n\r\n')) return
      sink.text = ''
      connection.writeText(`HTTP/1.1 200 OK\r\ncontent-length: ${name.length}\r\n\r\n${name}`)
    }
    connection.sink = sink
  })
}

function ask(network: MemoryNetwork, clock: VirtualClock, path: string): string {
  const sink = new TextSink()
  network.connect(
    { address: at(80) },
    {
      onConnect(connection: Connection) {
        connection.sink = sink
        sink.connection = connection
        connection.writeText(`GET ${path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`)
      },
      onConnectFailed(_cause, systemCode) {
        sink.text = systemCode
      },
    },
  )
  clock.advance(50)
  return sink.text
}

describe('load balancer', () => {
  test('routes by path on a network in memory', async () => {
    const { clock, network, balancer, diagnostics } = setUp()
    expect(diagnostics).toEqual([])
    await Promise.all([serve(network, 8081, 'site'), serve(network, 8082, 'one'), serve(network, 8083, 'two')])
    await balancer.start()
    expect(ask(network, clock, '/')).toMatch(/^HTTP\/1\.1 200 OK\r\n(.|\s)*site$/)
    expect(ask(network, clock, '/api/x')).toMatch(/one$/)
    expect(ask(network, clock, '/api/y')).toMatch(/two$/)
    balancer.stop()
  })

  test('takes a dead server out and says so', async () => {
    const { clock, network, balancer, messages } = setUp()
    await balancer.start()
    clock.advance(10_000)
    expect(messages.join('\n')).toMatch(/Server site\/s1 is DOWN, reason: Layer4 connection problem/)
    expect(ask(network, clock, '/')).toMatch(/^HTTP\/1\.1 503 /)
    await serve(network, 8081, 'back')
    clock.advance(10_000)
    expect(ask(network, clock, '/')).toMatch(/back$/)
    balancer.stop()
  })

  test('leaves nothing behind when it stops', async () => {
    const { clock, network, balancer } = setUp()
    await serve(network, 8081, 'site')
    await balancer.start()
    ask(network, clock, '/')
    balancer.stop()
    balancer.stop()
    clock.advance(60_000)
    expect(clock.pending).toBe(0)
    expect(ask(network, clock, '/')).toBe('ECONNREFUSED')
    expect([...network.open].filter((connection) => connection.isOpen)).toEqual([])
  })

  test('names every listener that cannot be bound, and binds none', async () => {
    const { network, balancer, clock } = setUp()
    await serve(network, 90, 'occupied')
    await expect(balancer.start()).rejects.toThrow(StartError)
    await expect(balancer.start()).rejects.toMatchObject({
      problems: ['Starting frontend echo: cannot bind socket (Address already in use) [127.0.0.1:90]'],
    })
    expect(ask(network, clock, '/')).toBe('ECONNREFUSED')
  })

  test('drains: refuses new connections and waits for those under way', async () => {
    const { clock, network, balancer } = setUp()
    const held: Connection[] = []
    await network.listen({ address: at(8084), backlog: 16 }, (connection) => {
      connection.sink = new TextSink()
      held.push(connection)
    })
    await balancer.start()
    const sink = new TextSink()
    network.connect(
      { address: at(90) },
      {
        onConnect: (connection) => {
          connection.sink = sink
          sink.connection = connection
          connection.writeText('hello')
        },
        onConnectFailed: () => {},
      },
    )
    clock.advance(10)
    expect(held).toHaveLength(1)
    let isDrained = false
    const drained = balancer.softStop().then(() => {
      isDrained = true
    })
    clock.advance(100)
    expect(ask(network, clock, '/')).toBe('ECONNREFUSED')
    expect(isDrained).toBe(false)
    held[0]!.writeText('done')
    held[0]!.close()
    clock.advance(200)
    await drained
    expect(sink.text).toBe('done')
  })

  test('a configuration without listeners does not start', async () => {
    const { balancer } = setUp('backend b\n  server s 127.0.0.1:1\n')
    await expect(balancer.start()).rejects.toThrow('No enabled listener found')
  })
})
