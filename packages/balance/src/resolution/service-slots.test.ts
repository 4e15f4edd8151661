import { parseIpAddress } from '@weir/base'
import { expect, test } from 'vitest'
import { RoundRobin } from '../algorithms/roundrobin.ts'
import type { ServerState } from '../server-state.ts'
import { adminFlags } from '../server-states.ts'
import { createTestBackend } from '../testing/index.ts'
import { resolutionOptions } from './options.ts'
import { ServerResolution } from './server-resolution.ts'
import { type ServiceRecord, ServiceSlots } from './service-slots.ts'

const { resolutionMaintenance, hostNameMaintenance } = adminFlags

function service(count: number, ignoresWeight = false) {
  const servers = Array.from({ length: count }, () => ({}))
  const { backend } = createTestBackend(servers, () => new RoundRobin())
  const lines: string[] = []
  const reports = {
    tell: (_server: ServerState, text: string) => void lines.push(text),
    log: (_server: ServerState, text: string) => void lines.push(text),
  }
  const asked: (string | null)[] = backend.servers.map(() => null)
  const reasons: (string | null)[] = []
  const slots = backend.servers.map((server, index) => {
    server.address = null
    server.hostName = null
    server.port = 0
    server.options.get(resolutionOptions).ignoresWeight = ignoresWeight
    backend.startUnresolved(server)
    return {
      server,
      resolution: new ServerResolution(server, reports),
      resolve: (hostName: string | null) => void (asked[index] = hostName),
    }
  })
  backend.observers.push({ onServerChange: ({ reason }) => void (reason !== null && reasons.push(reason)) })
  const state = () =>
    backend.servers.map(({ hostName, port, userWeight, adminFlags: flags }) => [hostName, port, userWeight, flags])
  return { backend, slots, asked, lines, reasons, state, service: new ServiceSlots(slots, reports) }
}

const record = (target: string, port: number, weight = 0, address: string | null = null): ServiceRecord => ({
  target,
  port,
  weight,
  address: address === null ? null : parseIpAddress(address),
})

test('each record takes a slot with name, port and weight; its addresses are asked for', () => {
  const { service: slots, state, asked, lines, backend } = service(3)
  slots.apply([record('n1.example', 8081, 5), record('n2.example', 8082, 65535)])
  const waiting = resolutionMaintenance | hostNameMaintenance
  expect(state()).toEqual([
    ['n1.example', 8081, 1, waiting],
    ['n2.example', 8082, 256, waiting],
    [null, 0, 1, resolutionMaintenance],
  ])
  expect(asked).toEqual(['n1.example', 'n2.example', null])
  const [first] = backend.servers
  expect(lines[0]).toBe(`${backend.name}/${first!.name} changed its FQDN from (null) to n1.example by 'SRV record'`)
})

test('an address that comes with the record is taken at once', () => {
  const { service: slots, state, asked, lines, backend } = service(1)
  slots.apply([record('n1.example', 8081, 0, '10.0.0.1')])
  expect(state()).toEqual([['n1.example', 8081, 1, hostNameMaintenance]])
  expect(backend.servers[0]!.isUp).toBe(true)
  expect(asked).toEqual([null])
  expect(lines[0]).toMatch(/changed its IP from \(none\) to 10\.0\.0\.1 by DNS additional record\.$/)
})

test('weights follow the records, unless they are to be ignored', () => {
  const following = service(1)
  following.service.apply([record('n1.example', 80, 256)])
  following.service.apply([record('N1.EXAMPLE', 80, 1024)])
  expect(following.backend.servers[0]!.userWeight).toBe(5)
  const ignoring = service(1, true)
  ignoring.service.apply([record('n1.example', 80, 1024)])
  expect(ignoring.backend.servers[0]!.userWeight).toBe(1)
})

test('a record that vanishes empties its slot, which is used again after the others', () => {
  const { service: slots, state, reasons, asked } = service(3)
  slots.apply([record('n1.example', 80, 0, '10.0.0.1'), record('n2.example', 80, 0, '10.0.0.2')])
  slots.apply([record('n2.example', 80, 0, '10.0.0.2'), record('n3.example', 80)])
  expect(reasons).toEqual(['entry removed from SRV record'])
  expect(state().map(([hostName]) => hostName)).toEqual([null, 'n2.example', 'n3.example'])
  expect(state()[0]).toEqual([null, 0, 1, resolutionMaintenance | hostNameMaintenance])
  expect(asked).toEqual([null, null, 'n3.example'])
  slots.apply([record('n2.example', 80), record('n3.example', 80), record('n4.example', 80)])
  expect(state()[0]![0]).toBe('n4.example')
})

test('the same target with another port is another record', () => {
  const { service: slots, state } = service(2)
  slots.apply([record('n1.example', 80)])
  slots.apply([record('n1.example', 81)])
  expect(state().map(([hostName, port]) => [hostName, port])).toEqual([
    [null, 0],
    ['n1.example', 81],
  ])
})

test('records beyond the slots have none, until one becomes free', () => {
  const { service: slots, state } = service(1)
  slots.apply([record('n1.example', 80), record('n2.example', 80)])
  expect(state()[0]![0]).toBe('n1.example')
  slots.apply([record('n2.example', 80)])
  expect(state()[0]![0]).toBe('n2.example')
  slots.apply([])
  expect(state()[0]![0]).toBe(null)
})
