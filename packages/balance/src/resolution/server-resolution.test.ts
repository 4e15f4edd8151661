import { parseIpAddress } from '@weir/base'
import { expect, test } from 'vitest'
import { RoundRobin } from '../algorithms/roundrobin.ts'
import type { ServerState } from '../server-state.ts'
import { adminFlags } from '../server-states.ts'
import { createTestBackend } from '../testing/index.ts'
import { resolutionOptions } from './options.ts'
import { ServerResolution } from './server-resolution.ts'

const ip = (...texts: string[]) => texts.map((text) => parseIpAddress(text)!)

function resolved(count: number, options: { allowsDuplicates?: boolean } = {}) {
  const servers = Array.from({ length: count }, () => ({}))
  const { backend } = createTestBackend(servers, () => new RoundRobin())
  const lines: string[] = []
  const reports = {
    tell: (_server: ServerState, text: string) => void lines.push(text),
    log: (_server: ServerState, text: string) => void lines.push(text),
  }
  const reasons: (string | null)[] = []
  backend.observers.push({ onServerChange: ({ reason }) => void reasons.push(reason) })
  const resolutions = backend.servers.map((server) => {
    server.hostName = 'a.example'
    server.address = null
    Object.assign(server.options.get(resolutionOptions), { prefers: 4, ...options })
    backend.startUnresolved(server)
    return new ServerResolution(server, reports)
  })
  const addresses = () =>
    backend.servers.map(({ address }) => (address?.kind === 'ip' ? String(address.address) : null))
  return { backend, resolutions, addresses, lines, reasons }
}

test('a server starts in maintenance, comes up with its first address and says so', () => {
  const { backend, resolutions, addresses, lines } = resolved(1)
  const [server] = backend.servers
  expect([server!.isUp, backend.isAvailable, server!.adminFlags]).toEqual([
    false,
    false,
    adminFlags.resolutionMaintenance,
  ])
  expect(resolutions[0]!.onAddresses(ip('10.0.0.1'), 'd/ns1')).toBe(true)
  expect(addresses()).toEqual(['10.0.0.1'])
  expect([server!.isUp, backend.isAvailable, server!.adminFlags]).toEqual([true, true, 0])
  const name = `${backend.name}/${server!.name}`
  expect(lines).toEqual([
    `${name} changed its IP from (none) to 10.0.0.1 by d/ns1.`,
    `Server ${name} administratively READY thanks to valid DNS answer.`,
  ])
})

test('servers of one name take different addresses, and one beyond their number none', () => {
  const { resolutions, addresses } = resolved(3)
  for (const resolution of resolutions) resolution.onAddresses(ip('10.0.0.1', '10.0.0.2'), 'd/ns1')
  expect(addresses()).toEqual(['10.0.0.2', '10.0.0.1', null])
})

test('with allow-dup-ip they share one', () => {
  const { resolutions, addresses } = resolved(2, { allowsDuplicates: true })
  for (const resolution of resolutions) resolution.onAddresses(ip('10.0.0.1'), 'd/ns1')
  expect(addresses()).toEqual(['10.0.0.1', '10.0.0.1'])
})

test('servers of other names do not count', () => {
  const { backend, resolutions, addresses } = resolved(2)
  backend.servers[1]!.hostName = 'b.example'
  for (const resolution of resolutions) resolution.onAddresses(ip('10.0.0.1'), 'd/ns1')
  expect(addresses()).toEqual(['10.0.0.1', '10.0.0.1'])
})

test('a server moves only when its address is gone, and into maintenance when no other is free', () => {
  const { resolutions, addresses, reasons } = resolved(2)
  const answer = (...texts: string[]) => resolutions.map((each) => each.onAddresses(ip(...texts), 'd/ns1'))
  answer('10.0.0.1', '10.0.0.2')
  expect(answer('10.0.0.2', '10.0.0.1')).toEqual([false, false])
  answer('10.0.0.1', '10.0.0.3')
  expect(addresses()).toEqual(['10.0.0.3', '10.0.0.1'])
  reasons.length = 0
  answer('10.0.0.3')
  expect(addresses()).toEqual(['10.0.0.3', null])
  expect(reasons).toEqual(['No IP for server '])
})

test('an address that was there from the start is kept without a word', () => {
  const { backend, resolutions, lines } = resolved(1)
  const [server] = backend.servers
  backend.setAdmin(server!, 0, adminFlags.resolutionMaintenance, null)
  backend.setAddress(server!, { kind: 'ip', address: parseIpAddress('10.0.0.1')!, port: 80 }, 80)
  expect(resolutions[0]!.onAddresses(ip('10.0.0.9', '10.0.0.1'), 'd/ns1')).toBe(false)
  expect(lines).toEqual([])
})

test('an address set by hand stays as long as the answers are the same', () => {
  const { backend, resolutions, addresses } = resolved(1)
  resolutions[0]!.onAddresses(ip('10.0.0.1'), 'd/ns1')
  backend.setAddress(backend.servers[0]!, { kind: 'ip', address: parseIpAddress('1.2.3.4')!, port: 80 }, 80)
  resolutions[0]!.onAddresses(ip('10.0.0.1'), 'd/ns1')
  expect(addresses()).toEqual(['1.2.3.4'])
  resolutions[0]!.onAddresses(ip('10.0.0.2'), 'd/ns1')
  expect(addresses()).toEqual(['10.0.0.2'])
})

test('what a server has been given by its name is left to it, whatever address was set by hand', () => {
  const { backend, resolutions, addresses } = resolved(2)
  resolutions[0]!.onAddresses(ip('10.0.0.1'), 'd/ns1')
  backend.setAddress(backend.servers[0]!, { kind: 'ip', address: parseIpAddress('1.2.3.4')!, port: 80 }, 80)
  resolutions[1]!.onAddresses(ip('10.0.0.1'), 'd/ns1')
  expect(addresses()).toEqual(['1.2.3.4', null])
})

test.each([
  ['nx', 'DNS NX status'],
  ['refused', 'DNS refused status'],
  ['timeout', 'DNS timeout status'],
  ['other', 'unspecified DNS error'],
] as const)('%s takes the address away: %s', (failure, reason) => {
  const { backend, resolutions, addresses, reasons } = resolved(1)
  resolutions[0]!.onAddresses(ip('10.0.0.1'), 'd/ns1')
  reasons.length = 0
  resolutions[0]!.onFailure(failure)
  resolutions[0]!.onFailure(failure)
  expect(addresses()).toEqual([null])
  expect(backend.servers[0]!.adminFlags).toBe(adminFlags.resolutionMaintenance)
  expect(reasons).toEqual([reason])
})

test('a server that an operator holds in maintenance stays there', () => {
  const { backend, resolutions } = resolved(1)
  const [server] = backend.servers
  backend.setAdmin(server!, adminFlags.forcedMaintenance, 0, null)
  resolutions[0]!.onAddresses(ip('10.0.0.1'), 'd/ns1')
  expect([server!.adminFlags, server!.isUp]).toEqual([adminFlags.forcedMaintenance, false])
})
