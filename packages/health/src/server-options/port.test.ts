import { formatSocketAddress } from '@weir/base'
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
  ['addr 127.1:81', '127.0.0.1:81'],
  ['addr tcp4@192.0.2.9', '192.0.2.9:0'],
  ['addr :82', '0.0.0.0:82'],
  ['addr /run/check', 'unix:/run/check'],
  ['agent-addr [::1]', '::1:0'],
  ['agent-addr *', '0.0.0.0:0'],
])('%s', (option, expected) => {
  const { address, agentAddress } = readCheckOptions(option)
  expect(formatSocketAddress((address ?? agentAddress)!)).toBe(expected)
})

test.each([
  ['port 70000', '<port> expects an integer between 0 and 65535'],
  ['addr', "'addr' expects <addr> as argument."],
  ['addr example.com', "'addr' : invalid address: 'example.com' in 'example.com'"],
  ['addr ipv6@192.0.2.9', "'addr' : invalid address: '192.0.2.9' in 'ipv6@192.0.2.9'"],
  ['addr 192.0.2.9:+1', "'addr' : port offset not permitted here in '192.0.2.9:+1'"],
  ['addr 192.0.2.9:1-2', "'addr' : port range not permitted here in '192.0.2.9:1-2'"],
  ['agent-addr 192.0.2.9:80', "'agent-addr' : invalid address: '192.0.2.9:80' in '[192.0.2.9:80]'"],
  ['agent-addr ipv4@192.0.2.9', "'agent-addr' : invalid address: 'ipv4@192.0.2.9'"],
])('%s is refused', (option, message) => {
  expect(() => readCheckOptions(option)).toThrow(message)
})
