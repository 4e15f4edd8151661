import { expect, it, test } from 'vitest'
import { findStaticName, findStaticValue, staticCount, staticNames, staticValues } from './static-table.ts'

it.each([
  [1, ':authority', ''],
  [2, ':method', 'GET'],
  [7, ':scheme', 'https'],
  [8, ':status', '200'],
  [14, ':status', '500'],
  [16, 'accept-encoding', 'gzip, deflate'],
  [31, 'content-type', ''],
  [61, 'www-authenticate', ''],
])('RFC 7541 Appendix A: %d is %s %s', (index, name, value) => {
  expect([staticNames[index], staticValues[index]]).toEqual([name, value])
})

test('it has 61 entries and starts at 1', () => {
  expect(staticNames).toHaveLength(staticCount + 1)
  expect(staticNames[0]).toBe('')
  expect(staticNames.slice(15)).toEqual(staticNames.slice(15).toSorted(byName))
})

/** Names but the pseudo-header fields ascend, with one exception of the RFC's: 18 and 19. */
function byName(left: string, right: string): number {
  if (left === 'accept-ranges' && right === 'accept') return -1
  if (left === 'accept' && right === 'accept-ranges') return 1
  return left < right ? -1 : 1
}

test('every entry is found', () => {
  for (let index = 1; index <= staticCount; index++) {
    const first = findStaticName(staticNames[index]!)
    expect(first).toBe(staticNames.indexOf(staticNames[index]!))
    expect(findStaticValue(first, staticValues[index]!)).toBe(index)
  }
})

test('nothing else is found', () => {
  expect(findStaticName('x-none')).toBe(0)
  expect(findStaticName('')).toBe(0)
  expect(findStaticValue(findStaticName(':status'), '201')).toBe(0)
  expect(findStaticValue(findStaticName('www-authenticate'), 'Basic')).toBe(0)
})
