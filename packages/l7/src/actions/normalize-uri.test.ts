import { expect, it } from 'vitest'
import { exchange } from '../testing/exchange.ts'
import { readLines } from '../testing/lines.ts'

it.each([
  ['path-strip-dotdot', '/n/../a/./b/..', '/a/./'],
  ['path-strip-dotdot', '/n/../../a/.', '/../a/.'],
  ['path-strip-dotdot', '/n/b/..', '/n/'],
  ['path-strip-dotdot', '/a/..', '/'],
  ['path-strip-dotdot', '/../x', '/../x'],
  ['path-strip-dotdot full', '/../x', '/x'],
  ['path-strip-dot', '/./a/.', '/a/'],
  ['path-merge-slashes', '//a///b?c//d', '/a/b?c//d'],
  ['percent-to-uppercase', '/%2f?%3a', '/%2F?%3A'],
  ['percent-decode-unreserved', '/%61%2F?%62', '/a%2F?b'],
  ['query-sort-by-name', '/a/../?b=1&a=2&a=1', '/a/../?a=2&a=1&b=1'],
  ['query-sort-by-name', '/x?&&a&', '/x?&&a'],
])('%s turns %s into %s', async (normalizer, target, expected) => {
  const { sent } = await exchange(
    { frontend: [`http-request normalize-uri ${normalizer}`] },
    `GET ${target} HTTP/1.1\r\n\r\n`,
  )
  expect(sent!.split(' ')[1]).toBe(expected)
})

it('refuses a broken encoding when strict', async () => {
  const { got } = await exchange(
    { frontend: ['http-request normalize-uri percent-to-uppercase strict'] },
    'GET /%zz HTTP/1.1\r\n\r\n',
  )
  expect(got).toMatch(/^HTTP\/1.1 400 /)
})

it('refuses an unknown normalizer', () => {
  expect(readLines('frontend', ['http-request normalize-uri foo']).complaints[0]).toContain("unknown normalizer 'foo'")
})
