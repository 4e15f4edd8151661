import { expect, test } from 'vitest'
import { readLine } from '../../testing/index.ts'
import { dnsAcceptFamily } from './dns-accept-family.ts'

test.each([
  ['dns-accept-family ipv4', ['ipv4']],
  ['dns-accept-family ipv4,ipv6', ['ipv4', 'ipv6']],
  ['dns-accept-family auto', ['auto']],
])('%s', (line, accepts) => {
  expect(readLine(dnsAcceptFamily, line)).toMatchObject({ record: { accepts }, errors: [] })
})

test.each(['dns-accept-family', 'dns-accept-family ipv5', 'dns-accept-family ipv4,'])('%s is refused', (line) => {
  expect(readLine(dnsAcceptFamily, line).errors[0]).toContain("expects a list of 'ipv4', 'ipv6' and 'auto'")
})
