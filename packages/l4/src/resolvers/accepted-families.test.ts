import { VirtualClock } from '@weir/base'
import { expect, test } from 'vitest'
import { createAcceptedFamilies, hasDefaultIpv6Route } from './accepted-families.ts'

test.each([
  [['ipv4'], { ipv4: true, ipv6: false }],
  [['ipv6'], { ipv4: false, ipv6: true }],
  [['ipv4', 'ipv6'], { ipv4: true, ipv6: true }],
  [['auto', 'ipv6'], { ipv4: true, ipv6: true }],
] as const)('%j, without a look at the routes', (accepts, expected) => {
  const families = createAcceptedFamilies({ accepts }, new VirtualClock(), () => expect.fail('looked'))
  expect(families()).toEqual(expected)
})

test('auto looks at the routes, at most every 30 seconds', () => {
  const clock = new VirtualClock()
  let looks = 0
  const families = createAcceptedFamilies({ accepts: ['auto'] }, clock, () => ++looks > 1)
  expect(families()).toEqual({ ipv4: true, ipv6: false })
  clock.advance(29_999)
  expect([families().ipv6, looks]).toEqual([false, 1])
  clock.advance(1)
  expect([families().ipv6, looks]).toEqual([true, 2])
})

const row = (destination: string, length: string, device: string) =>
  `${destination} ${length} ${'0'.repeat(32)} 00 ${'0'.repeat(32)} 00000400 00000001 00000000 00450001 ${device}\n`

test.each([
  [null, false],
  ['', false],
  [row('0'.repeat(32), '00', 'eth0'), true],
  [row('0'.repeat(32), '00', '      lo'), false],
  [row(`fe80${'0'.repeat(28)}`, '40', 'eth0'), false],
])('routes %#', (table, expected) => {
  expect(hasDefaultIpv6Route(table)).toBe(expected)
})
