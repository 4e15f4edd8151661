import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { hardenRejectPrivilegedPortsTcp } from './harden-reject-privileged-ports-tcp.ts'

test.each([
  ['on', true],
  ['off', false],
])('%s', (state, refusesPrivilegedPorts) => {
  expect(readLine(hardenRejectPrivilegedPortsTcp, `harden.reject-privileged-ports.tcp ${state}`)).toMatchObject({
    record: { refusesPrivilegedPorts },
    errors: [],
  })
})

test('wants to know which', () => {
  expect(readLine(hardenRejectPrivilegedPortsTcp, 'harden.reject-privileged-ports.tcp').errors).toHaveLength(1)
})
