import { type Model, OptionsStore, type SectionModel } from '@weir/keyword'
import { expect, test } from 'vitest'
import { type RingServer, ringOptions } from '../options.ts'
import { ringTimeouts } from './ring-timeouts.ts'

const span = { file: 'f', line: 2, column: 0, length: 1 }
const server: RingServer = {
  name: 's',
  address: { path: '/log' },
  framing: 'legacy',
  maxReuse: -1,
  options: new OptionsStore(),
  span,
}

function check(servers: RingServer[], connectTimeoutMs: number | null, serverTimeoutMs: number | null): string[] {
  const options = new OptionsStore()
  Object.assign(options.get(ringOptions), { servers, connectTimeoutMs, serverTimeoutMs })
  const section = { kind: 'ring', name: 'r', options, span } as unknown as SectionModel
  const messages: string[] = []
  ringTimeouts.run({
    model: { sections: [section] } as unknown as Model,
    report: ({ severity, message }) => void messages.push(`${severity} ${message}`),
  })
  return messages
}

test.each<[RingServer[], number | null, number | null, string[]]>([
  [[server], null, 1000, ["warning missing timeouts for backend 'r'."]],
  [[server], 1000, null, ["warning missing timeouts for backend 'r'."]],
  [[server], 1000, 1000, []],
  [[], null, null, []],
])('servers %j, timeouts %j and %j', (servers, connect, idle, expected) => {
  expect(check(servers, connect, idle)).toEqual(expected)
})
