import { parseIpAddress } from '@weir/base'
import { expect, test } from 'vitest'
import { SourcePorts } from './source-ports.ts'

test('ports of a range take turns', () => {
  const ports = new SourcePorts({ kind: 'ip', address: parseIpAddress('10.0.0.1')!, port: 1024 }, 1026)
  const given = [1, 2, 3, 4].map(() => ports.next())
  expect(given.map((address) => (address.kind === 'ip' ? address.port : null))).toEqual([1024, 1025, 1026, 1024])
})
