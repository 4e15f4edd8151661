import { expect, test } from 'vitest'
import { formatPageTarget, isPageAddress, parsePageTarget } from './target.ts'

test.each([
  ['/stats', { form: 'html', onlyUp: false, skipsRefresh: false, scope: null, outcome: null }],
  ['/stats;csv;up;norefresh', { form: 'csv', onlyUp: true, skipsRefresh: true }],
  ['/stats;json?scope=be', { form: 'json', scope: 'be' }],
  ['/stats?scope=a%20b', { scope: null }],
  ['/stats;st=DONE', { outcome: 'DONE' }],
])('reads %s', (uri, expected) => {
  expect(parsePageTarget(uri, '/stats')).toMatchObject(expected)
})

test('writes what it reads', () => {
  const target = { form: 'csv', onlyUp: true, skipsRefresh: true, scope: 'be', outcome: 'DONE' } as const
  expect(formatPageTarget('/stats', target)).toBe('/stats;csv;up;norefresh;st=DONE?scope=be')
  expect(parsePageTarget(formatPageTarget('/haproxy?stats', target), '/haproxy?stats')).toEqual(target)
})

test('knows its addresses', () => {
  expect([isPageAddress('/stats;csv', '/stats'), isPageAddress('/other', '/stats')]).toEqual([true, false])
})
