/** Log messages through forwarders, rings and backends in mode log, over real sockets of the loopback. */
import { createSocket, type Socket as DatagramSocket } from 'node:dgram'
import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { parseConfig } from '@weir/config'
import { createLoadBalancer, type LoadBalancer } from '@weir/proxy'
import { standardVocabulary as vocabulary } from '@weir/standard'
import { afterEach, expect, test } from 'vitest'

const open: { close(): unknown }[] = []
let balancer: LoadBalancer | null = null

afterEach(async () => {
  balancer?.stop()
  balancer = null
  for (const thing of open.splice(0)) thing.close()
})

/** What came somewhere, and a promise of more. */
class Received {
  readonly texts: string[] = []
  #wake: (() => void) | null = null

  add(text: string): void {
    this.texts.push(text)
    this.#wake?.()
  }

  /** Resolves once so many have come. */
  async reach(count: number): Promise<string[]> {
    while (this.texts.length < count) await new Promise<void>((resolve) => (this.#wake = resolve))
    return this.texts
  }
}

async function receiveDatagrams(): Promise<{ readonly port: number; readonly received: Received }> {
  const socket: DatagramSocket = createSocket('udp4')
  const received = new Received()
  socket.on('message', (data) => received.add(data.toString('latin1')))
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  open.push(socket)
  return { port: socket.address().port, received }
}

/** A server that gathers the bytes of all its connections. */
async function receiveStream(): Promise<{
  readonly port: number
  readonly received: Received
  readonly server: Server
}> {
  const received = new Received()
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('data', (data) => received.add(data.toString('latin1')))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push({
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('expects a port')
  return { port: address.port, received, server }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('expects a port')
  return address.port
}

async function start(text: string): Promise<string[]> {
  const { model, diagnostics } = parseConfig({ files: [{ name: 'test.cfg', text }], vocabulary })
  balancer = createLoadBalancer({ model, vocabulary, onMessage: () => {} })
  await balancer.start()
  return diagnostics.map(({ message }) => message)
}

async function sendDatagrams(port: number, ...messages: readonly string[]): Promise<void> {
  const socket = createSocket('udp4')
  open.push(socket)
  for (const message of messages) {
    await new Promise<void>((resolve) => socket.send(message, port, '127.0.0.1', () => resolve()))
  }
}

const message = (number: number) => `<165>1 2026-01-02T03:04:05Z host app 12 ID${number} - text ${number}`

test('a forwarder takes datagrams and streams, and gives each target its form', async () => {
  const [raw, named] = [await receiveDatagrams(), await receiveDatagrams()]
  const port = await freePort()
  expect(
    await start(`
log-forward relay
  dgram-bind 127.0.0.1:${port}
  bind 127.0.0.1:${port}
  log 127.0.0.1:${raw.port} format raw local0
  log 127.0.0.1:${named.port} format rfc3164 local0
  option host replace
  timeout client 10s
`),
  ).toEqual([])
  await sendDatagrams(port, message(1))
  expect(await raw.received.reach(1)).toEqual(['text 1\n'])
  expect(await named.received.reach(1)).toEqual([
    expect.stringMatching(/^<165>\w{3} .\d \d\d:\d\d:\d\d 127\.0\.0\.1 app\[12\]: text 1\n$/),
  ])
  const client = connect(port, '127.0.0.1')
  open.push({ close: () => client.destroy() })
  await once(client, 'connect')
  const counted = message(3)
  // Two ways to tell messages apart (RFC 6587), on one connection.
  client.write(`${message(2)}\n${counted.length} ${counted}`)
  expect(await raw.received.reach(3)).toEqual(['text 1\n', 'text 2\n', 'text 3\n'])
  expect(balancer!.assembly.logForwards.receivedCount).toBe(3)
})

test('a forwarder frees its addresses', async () => {
  const { port: target } = await receiveDatagrams()
  const port = await freePort()
  await start(`
log-forward relay
  dgram-bind 127.0.0.1:${port}
  bind 127.0.0.1:${port}
  log 127.0.0.1:${target} local0
`)
  balancer!.stop()
  const again = createSocket('udp4')
  open.push(again)
  again.bind(port, '127.0.0.1')
  await once(again, 'listening')
  expect(again.address().port).toBe(port)
})

/** A forwarder into a backend in mode log: the shortest way to have messages balanced. */
const balanced = (port: number, lines: string) => `
backend logs
  mode log
${lines}
log-forward relay
  dgram-bind 127.0.0.1:${port}
  log backend@logs format raw local0
`

test('a backend in mode log takes turns, by UDP and TCP, in both framings', async () => {
  const [datagrams, lines, counted] = [await receiveDatagrams(), await receiveStream(), await receiveStream()]
  const port = await freePort()
  await start(
    balanced(
      port,
      `  balance roundrobin
  server s1 udp@127.0.0.1:${datagrams.port} weight 100
  server s2 127.0.0.1:${lines.port} log-bufsize 4096
  server s3 127.0.0.1:${counted.port} log-proto octet-count`,
    ),
  )
  for (let number = 1; number <= 6; number++) await sendDatagrams(port, message(number))
  expect(await datagrams.received.reach(2)).toEqual(['text 1\n', 'text 4\n'])
  await lines.received.reach(1)
  await counted.received.reach(1)
  while (lines.received.texts.join('').length < 14) await lines.received.reach(lines.received.texts.length + 1)
  while (counted.received.texts.join('').length < 16) await counted.received.reach(counted.received.texts.length + 1)
  expect(lines.received.texts.join('')).toBe('text 2\ntext 5\n')
  expect(counted.received.texts.join('')).toBe('6 text 36 text 6')
})

test.each([
  ['sticky', 'balance sticky', 1],
  ['log-hash', 'balance log-hash field(1,\\ )', 1],
])('%s sends all messages that are alike to one server', async (_, line, servers) => {
  const targets = [await receiveDatagrams(), await receiveDatagrams(), await receiveDatagrams()]
  const port = await freePort()
  const lines = targets.map((target, at) => `  server s${at} udp@127.0.0.1:${target.port}`)
  await start(balanced(port, `  ${line}\n${lines.join('\n')}`))
  for (let number = 1; number <= 4; number++) await sendDatagrams(port, message(number))
  const all = await Promise.any(targets.map((target) => target.received.reach(4)))
  expect(all).toEqual(['text 1\n', 'text 2\n', 'text 3\n', 'text 4\n'])
  expect(targets.filter(({ received }) => received.texts.length > 0)).toHaveLength(servers)
})

test('a server in maintenance gets nothing, and without any server messages are dropped', async () => {
  const targets = [await receiveDatagrams(), await receiveDatagrams()]
  const port = await freePort()
  const lines = targets.map(
    (target, at) => `  server s${at} udp@127.0.0.1:${target.port}${at === 0 ? ' disabled' : ''}`,
  )
  await start(balanced(port, `  balance roundrobin\n${lines.join('\n')}`))
  await sendDatagrams(port, message(1), message(2))
  expect(await targets[1]!.received.reach(2)).toEqual(['text 1\n', 'text 2\n'])
  expect(targets[0]!.received.texts).toEqual([])
})

test.each([
  ['log backend@nope local0', "uses unknown log backend 'nope'"],
  ['log backend@plain local0', "uses backend 'plain', which is not in 'mode log'"],
])('%s stops the start', async (line, problem) => {
  const text = `
defaults
  mode tcp
  timeout client 1s
  timeout server 1s
  timeout connect 1s
backend plain
  server s 127.0.0.1:1
frontend f
  bind 127.0.0.1:${await freePort()}
  ${line}
`
  await expect(start(text)).rejects.toThrow(problem)
})

test("what 'debug' shows goes to the ring that it names, or to the one that is always there", async () => {
  const written = async (name: string): Promise<string> => {
    const text = `
ring seen
  format raw
global
  set-var proc.a str(abc),debug(first,${name}),length,debug
frontend f
  mode http
  bind 127.0.0.1:0
  timeout client 1s
`
    await start(text.replaceAll(':0', `:${await freePort()}`))
    const ring = balancer!.assembly.rings.byName.get(name)
    return Buffer.from(ring?.at(0) ?? []).toString('latin1')
  }
  expect(await written('seen')).toBe('[debug] first: type=str <abc>')
  balancer!.stop()
  expect(await written('buf0')).toMatch(/^<0>2\S+ \[debug\] first: type=str <abc>$/)
})
