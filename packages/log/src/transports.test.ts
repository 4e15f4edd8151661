import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseIpAddress, VirtualClock } from '@weir/base'
import { expect, test } from 'vitest'
import { LogRing } from './ring.ts'
import type { LogDestination, LogTarget } from './target.ts'
import type { LogTransport } from './transport.ts'
import { NodeUdpTransport, openUdpTransport } from './transports/datagram.ts'
import { LogTransports, type TransportPorts } from './transports.ts'

function setUp(overrides: Partial<TransportPorts> = {}) {
  const opened: string[] = []
  const problems: string[] = []
  const open =
    (kind: string) =>
    (...values: unknown[]): LogTransport => {
      opened.push(`${kind} ${values.join(' ')}`)
      return { send: () => true, close: () => opened.push(`close ${kind}`) }
    }
  const transports = new LogTransports({
    clock: new VirtualClock(),
    rings: new Map([
      ['r', new LogRing({ name: 'r', description: '', frame: 'short', sizeBytes: 1000, maxLengthBytes: 100 })],
    ]),
    lookup: async (host) => (host === 'known' ? '192.0.2.1' : null),
    onProblem: (problem) => problems.push(problem),
    openUdp: open('udp'),
    openUnix: open('unix'),
    openDescriptor: open('fd'),
    ...overrides,
  })
  return { transports, opened, problems }
}

const target = (destination: LogDestination): LogTarget => ({
  destination,
  maxLengthBytes: 1024,
  frame: null,
  sample: null,
  profile: null,
  facility: 0,
  maxLevel: 7,
  minLevel: 0,
  span: null,
})

const udp = (host: string): LogTarget => target({ kind: 'udp', host, address: parseIpAddress(host), port: 514 })

test('targets that agree share a socket', () => {
  const { transports, opened } = setUp()
  const first = transports.transportOf(udp('127.0.0.1'))
  expect(transports.transportOf(udp('127.0.0.1'))).toBe(first)
  transports.transportOf(udp('127.0.0.2'))
  transports.transportOf(target({ kind: 'unix', path: '/dev/log', isAbstract: false }))
  transports.transportOf(target({ kind: 'descriptor', fd: 1 }))
  expect(opened).toEqual(['udp 127.0.0.1 514', 'udp 127.0.0.2 514', 'unix /dev/log false', 'fd 1'])
  transports.close()
  transports.close()
  expect(opened.slice(4)).toEqual(['close udp', 'close udp', 'close unix', 'close fd'])
})

test('a ring keeps messages without their line feed', () => {
  const { transports } = setUp()
  const transport = transports.transportOf(target({ kind: 'ring', name: 'r' }))
  expect(transport.form).toEqual({ frame: 'short', maxLengthBytes: 100 })
  expect(transport.send(Buffer.from('hello\n'))).toBe(true)
})

test('what cannot be opened is told once and drops messages', () => {
  const { transports, problems } = setUp({
    openUnix: () => {
      throw new Error('no koffi')
    },
  })
  const unix = target({ kind: 'unix', path: '/dev/log', isAbstract: false })
  expect(transports.transportOf(unix).send(Buffer.from('x'))).toBe(false)
  expect(transports.transportOf(unix).send(Buffer.from('x'))).toBe(false)
  transports.transportOf(target({ kind: 'ring', name: 'missing' }))
  expect(problems).toEqual([
    "log target 'unix /dev/log': no koffi",
    "log target 'ring missing': unknown ring named 'missing'",
  ])
})

test('a host name is looked up, and messages before are dropped', async () => {
  const { transports, opened, problems } = setUp()
  const known = transports.transportOf(udp('known'))
  const unknown = transports.transportOf(udp('unknown'))
  expect(known.send(Buffer.from('x'))).toBe(false)
  await Promise.resolve()
  await Promise.resolve()
  expect(known.send(Buffer.from('x'))).toBe(true)
  expect(unknown.send(Buffer.from('x'))).toBe(false)
  expect(opened).toEqual(['udp 192.0.2.1 514'])
  expect(problems).toEqual(["log target: could not resolve address 'unknown'"])
})

test.each([
  ['system calls', openUdpTransport],
  ['node:dgram', (...values: ConstructorParameters<typeof NodeUdpTransport>) => new NodeUdpTransport(...values)],
])('UDP messages arrive over %s', async (_name, open) => {
  const receiver = createSocket('udp4')
  await new Promise<void>((resolve) => receiver.bind(0, '127.0.0.1', resolve))
  const received = new Promise<string>((resolve) => receiver.once('message', (data) => resolve(data.toString())))
  const transport = open(parseIpAddress('127.0.0.1')!, receiver.address().port)
  const data = Buffer.from('<134>hello\n')
  expect(transport.send(data)).toBe(true)
  data.fill(0)
  expect(await received).toBe('<134>hello\n')
  transport.close()
  receiver.close()
})

test.each<[string, (port: string) => LogDestination]>([
  ['tcp', (port) => ({ kind: 'tcp', host: '127.0.0.1', address: parseIpAddress('127.0.0.1'), port: Number(port) })],
  ['uxst', (path) => ({ kind: 'unix', path, isAbstract: false, isStream: true })],
])('messages over %s connections wait until targets are started', async (kind, destination) => {
  const path = join(mkdtempSync(join(tmpdir(), 'log-')), 's')
  const server = createServer()
  if (kind === 'tcp') server.listen(0, '127.0.0.1')
  else server.listen(path)
  await once(server, 'listening')
  let count = 0
  server.on('connection', () => count++)
  const place = kind === 'tcp' ? String((server.address() as AddressInfo).port) : path
  const { transports, problems } = setUp()
  const line = Buffer.from('text\n')
  expect(transports.transportOf(target(destination(place))).send(line, 0)).toBe(true)
  expect(count).toBe(0)
  transports.start()
  const [socket] = (await once(server, 'connection')) as [Socket]
  expect(String((await once(socket, 'data'))[0])).toBe('text\n')
  expect(problems).toEqual([])
  transports.close()
  socket.destroy()
  server.close()
})
