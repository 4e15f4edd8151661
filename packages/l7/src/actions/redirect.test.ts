import { expect, it } from 'vitest'
import { exchange, linesOf } from '../testing/exchange.ts'
import { readLines } from '../testing/lines.ts'

it.each([
  ['location /x', '/', '302 Found', ['content-length: 0', 'location: /x', 'cache-control: no-cache']],
  [
    'prefix http://p code 301 drop-query append-slash',
    '/r2?a=b',
    '301 Moved Permanently',
    ['content-length: 0', 'location: http://p/r2/'],
  ],
  [
    'prefix http://p code 303',
    '/r?a',
    '303 See Other',
    ['content-length: 0', 'location: http://p/r?a', 'cache-control: no-cache'],
  ],
  [
    'scheme https code 307',
    '/r3/x?y=z',
    '307 Temporary Redirect',
    ['content-length: 0', 'location: https://a/r3/x?y=z', 'cache-control: no-cache'],
  ],
  ['location /x code 308', '/', '308 Permanent Redirect', ['content-length: 0', 'location: /x']],
  [
    'location /x set-cookie A=b clear-cookie B=',
    '/',
    '302 Found',
    ['content-length: 0', 'location: /x', 'cache-control: no-cache', 'set-cookie: B=; path=/; Max-Age=0;'],
  ],
  ['scheme https', 'http://a', '302 Found', ['content-length: 0', 'location: https://a/', 'cache-control: no-cache']],
  [
    'location /x set-cookie A=b',
    '/',
    '302 Found',
    ['content-length: 0', 'location: /x', 'cache-control: no-cache', 'set-cookie: A=b; path=/;'],
  ],
  [
    'location /x clear-cookie A',
    '/',
    '302 Found',
    ['content-length: 0', 'location: /x', 'cache-control: no-cache', 'set-cookie: A; path=/; Max-Age=0;'],
  ],
  [
    'location /new?x=1 keep-query',
    '/?a=b',
    '302 Found',
    ['content-length: 0', 'location: /new?x=1&a=b', 'cache-control: no-cache'],
  ],
])('%s for %s', async (action, target, status, expected) => {
  for (const word of ['http-request redirect', 'redirect']) {
    const { got, log } = await exchange(
      { frontend: [`${word} ${action}`] },
      `GET ${target} HTTP/1.1\r\nHost: a\r\n\r\n`,
    )
    expect(got.split('\r\n', 1)[0]).toBe(`HTTP/1.1 ${status}`)
    expect(linesOf(got)).toEqual(expected)
    expect(log.slice(4, 8)).toBe('LR--')
  }
})

it('lets an empty location pass with ignore-empty', async () => {
  const { sent } = await exchange({ frontend: ['http-request redirect location %[req.hdr(x-to)] ignore-empty'] })
  expect(sent).not.toBeNull()
})

it('redirects in place of a response', async () => {
  const { got, log } = await exchange({ frontend: ['http-response redirect location /x if { status 200 }'] })
  expect(got).toMatch(/^HTTP\/1.1 302 Found\r\n/)
  expect(log.startsWith('302 LH--')).toBe(true)
})

it.each([
  ['http-request redirect foo', 'redirection type expected'],
  ['http-request redirect location /x code 200', 'unsupported HTTP code'],
  ['http-response redirect prefix /x', 'only supports redirect type'],
])('refuses %s', (line, message) => {
  expect(readLines('frontend', [line]).complaints[0]).toContain(message)
})
