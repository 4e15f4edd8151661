import { expect, test } from 'vitest'
import { readCheckOptions } from '../testing/check-fixture.ts'

test('addresses and ports of checks and agents', () => {
  const options = readCheckOptions('port 81 addr 192.0.2.9 agent-port 90 agent-addr ::1 agent-send hello')
  expect([options.port, options.agentPort, options.agentSends]).toEqual([81, 90, 'hello'])
  expect(
    [options.address, options.agentAddress].map((address) => (address?.kind === 'ip' ? `${address.address}` : null)),
  ).toEqual(['192.0.2.9', '::1'])
})

test.each([
  ['port 70000', '<port> expects an integer between 0 and 65535'],
  ['addr example.com', "expects an IP address, but got 'example.com'"],
])('%s is refused', (option, message) => {
  expect(() => readCheckOptions(option)).toThrow(message)
})
