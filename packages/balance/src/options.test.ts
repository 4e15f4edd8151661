import { createRandom, VirtualClock } from '@weir/base'
import type { Binder, ProxyModel, Reference } from '@weir/keyword'
import { createBinder, sampleBundle } from '@weir/sample'
import { expect, test } from 'vitest'
import { buildBackend, linkTracking } from './build-backend.ts'
import { balanceBundle } from './bundle.ts'
import { balanceOptions, type ServerLine, serverLines, serverOptions } from './options.ts'
import { algorithmBundles, readLines } from './testing/index.ts'

const bundles = [sampleBundle, balanceBundle]
const clock = new VirtualClock()
const random = createRandom(1)

function build(text: string, binder: Binder = createBinder()) {
  const { options, messages } = readLines(bundles, text)
  expect(messages).toEqual([])
  const proxy = { id: 2, name: 'be', guid: null, mode: 'http', options } as unknown as ProxyModel
  return buildBackend(proxy, binder, { clock, random }, { redispatches: false, defaultFullconn: 50 })
}

test('server lines give addresses, limits, states and identifiers', () => {
  const backend = build(`
    server web1 192.0.2.1:80 weight 10 maxconn 100 minconn 10 maxqueue 5 slowstart 10s cookie w1
    server web2 db.example:81 backup id 1 disabled guid my-guid
    server web3 [::1]:82`)
  const seen = backend.servers.map((server) => [
    server.id,
    server.name,
    server.addressText,
    server.port,
    server.weight,
    server.isBackup,
    server.isInMaintenance,
  ])
  expect(seen).toEqual([
    [2, 'web1', '192.0.2.1', 80, 10, false, false],
    [1, 'web2', 'db.example', 81, 1, true, true],
    [3, 'web3', '::1', 82, 1, false, false],
  ])
  const [web1, web2] = backend.servers
  expect([web1!.maxconn, web1!.minconn, web1!.maxqueue, web1!.slowStartMs, web1!.cookie]).toEqual([
    100,
    10,
    5,
    10_000,
    'w1',
  ])
  expect([web2!.hostName, web2!.guid]).toEqual(['db.example', 'my-guid'])
})

test('default-server counts for what follows, and a line takes options back', () => {
  const { options } = readLines(
    bundles,
    `
    server a 192.0.2.1:80
    default-server weight 5 backup disabled
    server b 192.0.2.2:80
    server c 192.0.2.3:80 no-backup enabled weight 7`,
  )
  const settings = options.get(serverLines).serverLines.map((line) => {
    const { weight, isBackup, isDisabled } = line.options.get(serverOptions)
    return [weight, isBackup, isDisabled]
  })
  expect(settings).toEqual([
    [1, false, false],
    [5, true, true],
    [7, false, false],
  ])
})

test('server-template makes a row of servers', () => {
  const backend = build('server-template web 2-4 web.example:80 weight 3')
  expect(backend.servers.map((server) => server.name)).toEqual(['web2', 'web3', 'web4'])
  expect(backend.servers.every((server) => server.hostName === 'web.example' && server.weight === 3)).toBe(true)
})

test('backend settings reach the running backend', () => {
  const backend = build(`
    balance leastconn
    fullconn 200
    option allbackups
    option persist
    server a 192.0.2.1:80`)
  expect([backend.algorithm.name, backend.fullconn, backend.usesAllBackups, backend.persistsOnDown]).toEqual([
    'leastconn',
    200,
    true,
    true,
  ])
  expect(build('server a 192.0.2.1:80').algorithm.name).toBe('random')
  expect(build('server a 192.0.2.1:80').fullconn).toBe(50)
})

test('an algorithm that needs HTTP becomes roundrobin without it', () => {
  const { options } = readLines(algorithmBundles, 'balance hdr(x)\nserver a 192.0.2.1:80')
  const names = (['http', 'tcp'] as const).map((mode) => {
    const proxy = { id: 2, name: 'be', guid: null, mode, options } as unknown as ProxyModel
    return buildBackend(proxy, createBinder(), { clock, random }, { redispatches: false, defaultFullconn: 0 }).algorithm
      .name
  })
  expect(names).toEqual(['hdr', 'roundrobin'])
})

test('no takes an option back', () => {
  const { options } = readLines(bundles, 'option allbackups\nno option allbackups')
  expect(options.get(balanceOptions).usesAllBackups).toBe(false)
})

test('use-server names a server outright or through a log format', () => {
  const backend = build(`
    use-server b if { always_true }
    use-server a if { always_true }
    server a 192.0.2.1:80
    server b 192.0.2.2:80`)
  const [a, b] = backend.servers
  const context = { clock, random }
  expect(backend.useServer!(context, () => true)).toBe(b)
  expect(backend.useServer!(context, (server) => server !== b)).toBe(a)
  expect(backend.useServer!(context, () => false)).toBeNull()
  const dynamic = build('use-server %[str(b)] if { always_true }\nserver a 192.0.2.1:80\nserver b 192.0.2.2:80')
  expect(dynamic.useServer!(context, () => true)!.name).toBe('b')
})

test('track makes a server follow another', () => {
  const { options } = readLines(bundles, 'server a 192.0.2.1:80\nserver b 192.0.2.2:80 track a')
  const proxy = { id: 2, name: 'be', guid: null, mode: 'http', options } as unknown as ProxyModel
  const backend = buildBackend(proxy, createBinder(), { clock, random }, { redispatches: false, defaultFullconn: 0 })
  const resolve = <T>(reference: Reference): T => backend.server(reference.name) as T
  linkTracking([backend], { resolve } as Binder)
  expect(backend.servers[1]!.tracked).toBe(backend.servers[0])
})

test('a server is declared under its name', () => {
  const { declared } = readLines(bundles, 'server a 192.0.2.1:80')
  expect((declared.get('a') as ServerLine).name).toBe('a')
})

test.each([
  ['server a', "'server' expects <name> and <addr>[:<port>] as arguments."],
  ['server a! 192.0.2.1:80', "character '!' is not permitted in server name 'a!'"],
  ['server a 192.0.2.1:80 weight 300', "<weight> expects an integer between 0 and 256, but got '300'"],
  [
    'server a 192.0.2.1:80 ssl',
    "'ssl' on 'server' lines is known to HAProxy, but not supported by Weir: servers are reached without TLS so far",
  ],
  ['server a 192.0.2.1:80 hash-key x', "'hash-key' has to be 'id', 'id32', 'guid', 'addr', or 'addr-port'."],
  ['server a h:80 init-addr nope', "'init-addr' : unknown init-addr method 'nope'"],
  ['server-template s 3-1 h:80', "Wrong server-template number or range arg '3-1'."],
  ['hash-type foo', "'hash-type' only supports 'consistent' and 'map-based'."],
  ['hash-type map-based foo', "'hash-type' only supports 'sdbm', 'djb2', 'crc32', 'none' or 'wt6' hash functions."],
  ['hash-type consistent sdbm foo', "'hash-type' only supports 'avalanche' as a modifier for hash functions."],
  [
    'hash-type consistent wt6',
    "hash function 'wt6' is known to HAProxy, but not supported by Weir: the hash has no specification outside of HAProxy's source",
  ],
  ['hash-balance-factor 50', "'hash-balance-factor' must be 0 or greater than 100."],
  ['balance random(0)', 'number of draws must be at least 1.'],
  ['balance roundrobin(2)', "balance 'roundrobin' does not take '(2)'"],
  ['use-server a', "'use-server' requires either 'if' or 'unless' followed by a condition."],
  ['force-persist', "'force-persist' requires either 'if' or 'unless' followed by a condition."],
])('%s is refused', (text, message) => {
  expect(readLines(bundles, text).messages).toEqual([message])
})
