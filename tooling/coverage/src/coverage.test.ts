import { expect, test } from 'vitest'
import { countRows, groups } from './page.ts'
import { pages, withSummary } from './pages.ts'

test.each(groups.map((group) => [group.title, group] as const))(
  '%s: nothing is unknown, every refusal has a reason',
  (_title, { rows }) => {
    for (const { name, standing, reason } of rows) {
      expect([name, standing]).not.toEqual([name, 'unknown'])
      if (standing !== 'supported') expect([name, reason]).toEqual([name, expect.stringMatching(/\S/)])
    }
  },
)

test.each(pages().map((page) => [page.path, page] as const))('%s is up to date (`pnpm coverage`)', (_path, page) => {
  expect(page.isStale()).toBe(false)
})

test.each([
  ['Converters', 'field', 'supported'],
  ['Sample fetches', 'src', 'supported'],
  ['Directives of proxies', 'timeout', 'supported'],
  ['Directives of `global`', 'setenv', 'supported'],
  ['Directives of `global`', 'noepoll', 'without effect'],
  ['Directives of `global`', 'nbproc', 'removed'],
  ['Filters', 'spoe', 'refused'],
] as const)('%s: %s is %s', (title, name, standing) => {
  const rows = groups.find((group) => group.title === title)?.rows ?? []
  expect(rows.find((row) => row.name === name)?.standing).toBe(standing)
})

test('counts add up', () => {
  for (const { rows } of groups)
    expect(Object.values(countRows(rows)).reduce((sum, count) => sum + count, 0)).toBe(rows.length)
})

test('the README keeps what is around its counts', () => {
  expect(withSummary('a\n<!-- coverage -->\nold\n<!-- /coverage -->\nb', 'new')).toBe(
    'a\n<!-- coverage -->\nnew\n<!-- /coverage -->\nb',
  )
  expect(() => withSummary('a', 'new')).toThrow('no place')
})
