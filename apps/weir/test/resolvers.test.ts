import { createSocket } from 'node:dgram'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRandom, parseIpAddress, type SocketAddress, VirtualClock } from '@weir/base'
import { parseConfig } from '@weir/config'
import { commands } from '@weir/control'
import { MemoryDatagrams, MemoryNetwork } from '@weir/l4'
import { addresses, aliases, services, Zone } from '@weir/l4/testing'
import { createLoadBalancer } from '@weir/proxy'
import { standardVocabulary as vocabulary } from '@weir/standard'
import { describe, expect, test } from 'vitest'
import { checkConfiguration, eventually, freePort, isBuilt, startDaemon } from './daemon.ts'

const defaults = `
defaults
  mode http
  timeout connect 1s
  timeout client 10s
  timeout server 10s
`

const section = `
global
  dns-accept-family ipv4,ipv6
resolvers d
  nameserver ns1 10.53.0.1:53
  resolve_retries 2
  timeout resolve 300ms
  timeout retry 200ms
  hold nx 400ms
  hold other 400ms
  hold refused 400ms
  hold timeout 400ms
  hold valid 1s
${defaults}`

const nameserver: SocketAddress = { kind: 'ip', address: parseIpAddress('10.53.0.1')!, port: 53 }

/** A configuration that runs in memory, with one name server. */
async function run(text: string, entries: Zone['entries'] = {}, { isIpv4Only = false } = {}) {
  const clock = new VirtualClock(Date.UTC(2026, 0, 1))
  const zone = new Zone()
  zone.entries = entries
  const datagrams = new MemoryDatagrams(clock)
  datagrams.serve(nameserver, (message, reply) => {
    const answer = zone.answer(message)
    if (answer !== null) reply(answer)
  })
  const network = new MemoryNetwork(clock)
  const { model, diagnostics } = parseConfig({ files: [{ name: 'test.cfg', text: section + text }], vocabulary })
  expect(diagnostics.filter(({ severity }) => severity === 'alert')).toEqual([])
  const told: string[] = []
  const balancer = createLoadBalancer({
    model,
    vocabulary,
    clock,
    network,
    datagrams,
    isIpv4Only,
    random: createRandom(1),
    files: { read: () => null },
    lookup: async (host) => (host === 'known.example' ? parseIpAddress('10.9.9.9') : null),
    onMessage: (_, message) => told.push(message),
  })
  await balancer.start()
  const { view } = balancer.assembly
  const command = (line: string): string => {
    const name = commands.find((each) => line.startsWith(each.name))!.name
    const keyword = commands.find((each) => each.name === name)!
    const args = line
      .slice(name.length)
      .trim()
      .split(' ')
      .filter((word) => word !== '')
    const answer = keyword.run({ args, view } as never) as string | Iterable<string> | { readonly text: string }
    return typeof answer === 'string' ? answer : 'text' in answer ? answer.text : [...answer].join('')
  }
  /** Name, address, state, flags, weight, host name, port and service of each server. */
  const servers = (): string[] =>
    command('show servers state')
      .split('\n')
      .slice(2)
      .filter((line) => line !== '')
      .map((line) => line.split(' '))
      .map((row) => [row[3], row[4], row[5], row[6], row[7], row[17], row[18], row[19]].join(' '))
  const take = (): string[] => told.splice(0)
  return { clock, zone, network, balancer, command, servers, take }
}

const farm = `
listen l
  bind 127.0.0.1:80
  server-template s 3 a.example:8001 resolvers d init-addr none resolve-prefer ipv4
`

const left = (active: number): string =>
  `${active} active and 0 backup servers left. 0 sessions active, 0 requeued, 0 remaining in queue.`

// Recorded from HAProxy 2.6, which was given the same sections and a name server with the same records.
describe('as HAProxy', () => {
  test('servers of a template share the addresses of their name', async () => {
    const { clock, zone, servers, take, balancer } = await run(farm, {
      'a.example/A': addresses('a.example', '127.0.0.11', '127.0.0.12'),
    })
    expect(servers()).toEqual([
      's1 - 0 32 1 a.example 8001 -',
      's2 - 0 32 1 a.example 8001 -',
      's3 - 0 32 1 a.example 8001 -',
    ])
    clock.advance(0)
    expect(take()).toEqual([
      'l/s1 changed its IP from (none) to 127.0.0.12 by d/ns1.',
      "Server l/s1 ('a.example') is UP/READY (resolves again).",
      'Server l/s1 administratively READY thanks to valid DNS answer.',
      'l/s2 changed its IP from (none) to 127.0.0.11 by DNS cache.',
      "Server l/s2 ('a.example') is UP/READY (resolves again).",
      'Server l/s2 administratively READY thanks to valid DNS answer.',
    ])
    expect(servers()).toEqual([
      's1 127.0.0.12 2 0 1 a.example 8001 -',
      's2 127.0.0.11 2 0 1 a.example 8001 -',
      's3 - 0 32 1 a.example 8001 -',
    ])
    zone.entries = { 'a.example/A': addresses('a.example', '127.0.0.11', '127.0.0.13') }
    clock.advance(300)
    expect(take()).toEqual(['l/s1 changed its IP from 127.0.0.12 to 127.0.0.13 by d/ns1.'])
    zone.entries = { 'a.example/A': addresses('a.example', '127.0.0.11') }
    clock.advance(300)
    expect(take()).toEqual([`Server l/s1 is going DOWN for maintenance (No IP for server ). ${left(1)}`])
    balancer.stop()
  })

  test.each([
    ['nx', 'DNS NX status'],
    ['refused', 'DNS refused status'],
    ['servfail', 'unspecified DNS error'],
    ['truncated', 'unspecified DNS error'],
    ['silent', 'DNS timeout status'],
  ] as const)('a name that fails takes its servers down: %s', async (entry, reason) => {
    const { clock, zone, servers, take, balancer, command } = await run(farm, {
      'a.example/A': addresses('a.example', '127.0.0.11', '127.0.0.12'),
    })
    clock.advance(0)
    take()
    zone.entries = { '*': entry }
    clock.advance(1000)
    expect(take()).toEqual([
      `Server l/s1 is going DOWN for maintenance (${reason}). ${left(1)}`,
      `Server l/s2 is going DOWN for maintenance (${reason}). ${left(0)}`,
      "backend 'l' has no server available!",
    ])
    expect(servers().map((row) => row.split(' ').slice(1, 4).join(' '))).toEqual(['- 0 32', '- 0 32', '- 0 32'])
    expect(command('show stat')).toContain('\nl,s1,0,0,0,0,,0,0,0,,0,,0,0,0,0,MAINT (resolution),')
    balancer.stop()
  })

  test('records of a service fill and empty the slots of a template', async () => {
    const text = `
listen v
  bind 127.0.0.1:80
  server-template w 3 _http._tcp.v.example resolvers d init-addr none
`
    const rows = [
      ['n1.example', 8081, 5],
      ['n2.example', 8082, 65535],
    ] as const
    const { clock, zone, servers, take, balancer } = await run(text, {
      '_http._tcp.v.example/SRV': services('_http._tcp.v.example', rows, { 'n1.example': '127.0.0.31' }),
      'n2.example/A': addresses('n2.example', '127.0.0.32'),
    })
    clock.advance(0)
    expect(take()).toEqual([
      'v/w1 changed its IP from (none) to 127.0.0.31 by DNS additional record.',
      "Server v/w1 ('n1.example') is UP/READY (resolves again).",
      'v/w2 changed its IP from (none) to 127.0.0.32 by d/ns1.',
      "Server v/w2 ('n2.example') is UP/READY (resolves again).",
      'Server v/w2 administratively READY thanks to valid DNS answer.',
    ])
    expect(servers()).toEqual([
      'w1 127.0.0.31 2 64 1 n1.example 8081 _http._tcp.v.example',
      'w2 127.0.0.32 2 64 256 n2.example 8082 _http._tcp.v.example',
      'w3 - 0 32 1 - 0 _http._tcp.v.example',
    ])
    zone.entries = {
      '_http._tcp.v.example/SRV': services('_http._tcp.v.example', [['n2.example', 8083, 65535]]),
      'n2.example/A': addresses('n2.example', '127.0.0.33'),
    }
    clock.advance(300)
    expect(take()).toEqual([
      `Server v/w1 is going DOWN for maintenance (entry removed from SRV record). ${left(1)}`,
      `Server v/w2 is going DOWN for maintenance (entry removed from SRV record). ${left(0)}`,
      "backend 'v' has no server available!",
      'v/w3 changed its IP from (none) to 127.0.0.33 by d/ns1.',
      "Server v/w3 ('n2.example') is UP/READY (resolves again).",
      'Server v/w3 administratively READY thanks to valid DNS answer.',
    ])
    expect(servers()).toEqual([
      'w1 - 0 96 1 - 0 _http._tcp.v.example',
      'w2 - 0 96 256 - 0 _http._tcp.v.example',
      'w3 127.0.0.33 2 64 256 n2.example 8083 _http._tcp.v.example',
    ])
    balancer.stop()
  })

  test('the runtime socket changes names and addresses', async () => {
    const text = `
listen l
  bind 127.0.0.1:80
  server t b.example:8001 resolvers d init-addr none resolve-prefer ipv4
  server u 127.0.0.1:1
`
    const { clock, command, servers, balancer } = await run(text, {
      'b.example/A': addresses('b.example', '127.0.0.21'),
      'c.example/A': aliases('c.example', ['d.example'], '127.0.0.22'),
    })
    clock.advance(0)
    const by = " by 'stats socket command'\n"
    expect(command('set server l/t fqdn')).toBe('set server <b>/<s> fqdn requires a FQDN.\n')
    expect(command('set server l/t fqdn bad_!name')).toBe(`invalid fqdn 'bad_!name'${by}`)
    expect(command('set server l/u fqdn a')).toBe(
      'set server <b>/<s> fqdn failed because no resolution is configured.\n',
    )
    expect(command('set server l/t fqdn c.example')).toBe(`l/t changed its FQDN from b.example to c.example${by}`)
    expect(command('set server l/t fqdn C.example')).toBe(`no need to change the FDQN${by}`)
    clock.advance(0)
    expect(servers()[0]).toBe('t 127.0.0.22 2 64 1 c.example 8001 -')
    command('set server l/t addr 1.2.3.4')
    clock.advance(1000)
    expect(servers()[0]).toBe('t 1.2.3.4 2 64 1 c.example 8001 -')
    balancer.stop()
  })

  test('a server released by an operator stays down without an address', async () => {
    const { clock, command, take, balancer } = await run(farm, { 'a.example/A': 'nx' })
    clock.advance(0)
    command('set server l/s1 state maint')
    command('set server l/s1 state ready')
    expect(take()).toEqual(['Server l/s1 is leaving forced maintenance but remains in maintenance.'])
    balancer.stop()
  })
})

test('an address of the system counts until name servers say otherwise', async () => {
  const text = `
listen l
  bind 127.0.0.1:80
  server k known.example:80 resolvers d resolve-prefer ipv4
  server u unknown.example:80 resolvers d resolve-prefer ipv4
  server n unknown.example:80 init-addr none
  server i unknown.example:80 init-addr libc,10.9.9.8
  server m unknown.example:80 init-addr libc,none
`
  const { clock, servers, take, balancer } = await run(text, { '*': 'nx' })
  expect(take()).toEqual([
    "[test.cfg:24] : 'server l/u' : could not resolve address 'unknown.example', disabling server.",
    "[test.cfg:27] : 'server l/m' : could not resolve address 'unknown.example', disabling server.",
  ])
  expect(servers().map((row) => row.split(' ').slice(0, 4).join(' '))).toEqual([
    'k 10.9.9.9 2 0',
    'u - 0 32',
    'n - 0 32',
    'i 10.9.9.8 2 0',
    'm - 0 32',
  ])
  clock.advance(1000)
  expect(take()).toEqual([`Server l/k is going DOWN for maintenance (DNS NX status). ${left(1)}`])
  balancer.stop()
})

test('-4 asks for IPv4 alone, whatever is preferred', async () => {
  const text = farm.replace(' resolve-prefer ipv4', '')
  const all = await run(text)
  all.clock.advance(500)
  expect(new Set(all.zone.questions)).toEqual(new Set(['a.example/AAAA', 'a.example/A']))
  all.balancer.stop()
  const some = await run(text, {}, { isIpv4Only: true })
  some.clock.advance(500)
  expect(new Set(some.zone.questions)).toEqual(new Set(['a.example/A']))
  some.balancer.stop()
})

test('checks begin with the address, and follow it', async () => {
  const text = `
listen l
  bind 127.0.0.1:80
  server t b.example:8001 resolvers d init-addr none resolve-prefer ipv4 check inter 1s fall 1
`
  const { clock, network, zone, servers, balancer } = await run(text, {
    'b.example/A': addresses('b.example', '127.0.0.21'),
  })
  const listenAt = (host: string) =>
    network.listen({ address: { kind: 'ip', address: parseIpAddress(host)!, port: 8001 }, backlog: 5 }, () => {})
  await listenAt('127.0.0.22')
  clock.advance(3000)
  expect(servers()[0]).toMatch(/^t 127\.0\.0\.21 0 0 /)
  zone.entries = { 'b.example/A': addresses('b.example', '127.0.0.22') }
  clock.advance(5000)
  expect(servers()[0]).toMatch(/^t 127\.0\.0\.22 2 0 /)
  balancer.stop()
})

test('a rule asks for a host, and waits: set-dst leads there', async () => {
  const text = `
listen proxy
  bind 127.0.0.1:80
  http-request do-resolve(txn.ip,d,ipv4) hdr(host)
  http-request return status 200 content-type text/plain lf-string "%[var(txn.ip)]"
`
  const { clock, network, zone, balancer } = await run(text, {
    'a.example/A': addresses('a.example', '10.0.0.1'),
    '*': 'nx',
  })
  const ask = (host: string): (() => string) => {
    let text = ''
    network.connect(
      { address: { kind: 'ip', address: parseIpAddress('127.0.0.1')!, port: 80 } },
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
          connection.writeText(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
        },
        onConnectFailed() {},
      },
    )
    return () => text.split('\r\n\r\n')[1] ?? 'nothing yet'
  }
  const [known, unknown] = [ask('a.example'), ask('nope.example')]
  clock.advance(0)
  expect([known(), unknown()]).toEqual(['10.0.0.1', 'nothing yet'])
  clock.advance(200)
  expect(unknown()).toBe('')
  zone.entries = {}
  const cached = ask('a.example')
  clock.advance(0)
  expect(cached()).toBe('10.0.0.1')
  balancer.stop()
})

test('in tcp mode a rule waits within the inspection delay, and no longer', async () => {
  const text = `
listen proxy
  mode tcp
  bind 127.0.0.1:80
  tcp-request inspect-delay 100ms
  tcp-request content do-resolve(txn.ip,d,ipv4) str(a.example)
  tcp-request content set-dst var(txn.ip)
  server there 0.0.0.0:81
`
  const { clock, network, zone, balancer } = await run(text, { 'a.example/A': 'silent' })
  const reached: string[] = []
  for (const host of ['10.0.0.1', '127.0.0.1']) {
    const address: SocketAddress = { kind: 'ip', address: parseIpAddress(host)!, port: 81 }
    await network.listen({ address, backlog: 5 }, () => reached.push(host))
  }
  const open = () =>
    network.connect(
      { address: { kind: 'ip', address: parseIpAddress('127.0.0.1')!, port: 80 } },
      { onConnect() {}, onConnectFailed() {} },
    )
  open()
  clock.advance(99)
  expect(reached).toEqual([])
  clock.advance(1)
  expect(reached).toEqual(['127.0.0.1'])
  clock.advance(1000)
  zone.entries = { 'a.example/A': addresses('a.example', '10.0.0.1') }
  open()
  clock.advance(50)
  expect(reached).toEqual(['127.0.0.1', '10.0.0.1'])
  balancer.stop()
})

describe.skipIf(!isBuilt)('the daemon', () => {
  test('follows a name over real datagrams', async () => {
    const zone = new Zone()
    const socket = createSocket('udp4')
    socket.on('message', (message, from) => {
      const answer = zone.answer(message)
      if (answer !== null) socket.send(answer, from.port, from.address)
    })
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
    const origins = ['127.0.0.1', '127.0.0.2'].map((host) => ({
      host,
      server: createServer((_, out) => out.end(host)),
    }))
    let originPort = 0
    for (const { host, server } of origins) {
      // One port for both: the name decides.
      await new Promise<void>((resolve) => server.listen(originPort, host, resolve))
      originPort = (server.address() as AddressInfo).port
    }
    const port = await freePort()
    zone.entries = { 'a.example/A': addresses('a.example', '127.0.0.1') }
    await using daemon = await startDaemon(
      `resolvers d
  nameserver ns1 127.0.0.1:${socket.address().port}
  timeout resolve 50ms
  timeout retry 50ms
${defaults}
listen l
  bind 127.0.0.1:${port}
  server s a.example:${originPort} resolvers d init-addr none
`,
      { awaitPorts: [port] },
    )
    const get = async () => (await fetch(`http://127.0.0.1:${port}/`)).text()
    await eventually(async () => (await get()) === '127.0.0.1')
    zone.entries = { 'a.example/A': addresses('a.example', '127.0.0.2') }
    await eventually(async () => (await get()) === '127.0.0.2')
    expect(daemon.errors()).toContain('l/s changed its IP from 127.0.0.1 to 127.0.0.2 by d/ns1.')
    await daemon.kill()
    socket.close()
    for (const { server } of origins) server.close()
  })

  test.each([
    ['server s foo.invalid:80 resolvers d init-addr none', 0, ''],
    ['server s 127.0.0.1:80 resolvers nope', 1, "proxy 'l', server 's': unable to find required resolvers 'nope'"],
    ['server s _http._tcp.foo', 1, "no method found to resolve address '_http._tcp.foo'"],
    ['server-template s 3 _http._tcp.foo resolvers d', 0, ''],
    ['http-request do-resolve(txn.ip,nope) hdr(host)', 1, "Can't find resolvers section 'nope' for do-resolve action."],
  ])('-c: %s', async (line, status, message) => {
    const port = await freePort()
    const result = await checkConfiguration(
      `resolvers d\n  nameserver n 127.0.0.1:53\n${defaults}\nlisten l\n  bind 127.0.0.1:${port}\n  ${line}\n`,
    )
    expect([result.status, result.errors.includes(message)]).toEqual([status, true])
  })
})
