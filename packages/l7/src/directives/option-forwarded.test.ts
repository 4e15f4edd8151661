import { expect, it } from 'vitest'
import { httpOptions } from '../options.ts'
import { exchange, linesOf } from '../testing/exchange.ts'
import { readLines } from '../testing/lines.ts'

const request = 'GET / HTTP/1.1\r\nHost: a.test:80\r\n\r\n'
const forwarded = async (line: string, head = request) =>
  linesOf((await exchange({ backendLines: [line] }, head)).sent)
    .filter((header) => header.startsWith('forwarded: '))
    .map((header) => header.slice(11).replace(/127\.0\.0\.1:\d{5}"/, '127.0.0.1:<port>"'))

// The forms are those seen of HAProxy 3.5.
it.each([
  ['option forwarded', 'proto=http;for=127.0.0.1'],
  [
    'option forwarded proto host by by_port for for_port',
    'proto=http;host="a.test:80";by="127.0.0.1:8000";for="127.0.0.1:<port>"',
  ],
  ['option forwarded for-expr str(_hidden) by-expr str(bad@id) for_port-expr int(10)', 'by=unknown;for="_hidden:10"'],
  ['option forwarded for-expr str(name)', 'for=_name'],
  ['option forwarded for-expr str(::1) for_port-expr int(70000)', 'for="[::1]"'],
  ['option forwarded for-expr var(txn.none) for_port', 'for=unknown'],
  ['option forwarded host-expr str(plain.test)', 'host=plain.test'],
  ['option forwarded for for_port-expr str(_p)', 'for="127.0.0.1:_p"'],
])('%s', async (line, expected) => {
  expect(await forwarded(line)).toEqual([expected])
})

it('goes behind a header that is valid, and beside one that is not', async () => {
  const withHeader = (value: string) => `GET / HTTP/1.1\r\nHost: a\r\nForwarded: ${value}\r\n\r\n`
  expect(await forwarded('option forwarded', withHeader('for=1.2.3.4'))).toEqual([
    'for=1.2.3.4,proto=http;for=127.0.0.1',
  ])
  expect(await forwarded('option forwarded', withHeader('for=;;'))).toEqual(['for=;;', 'proto=http;for=127.0.0.1'])
})

it('goes again', () => {
  const { options } = readLines('backend', ['option forwarded', 'no option forwarded'])
  expect(options.get(httpOptions).forwarded).toBeNull()
})

it.each([
  ['option forwarded foo', "unknown keyword 'foo'"],
  ['option forwarded for-expr', 'missing expression'],
  ['option forwarded for-expr nope', 'nope'],
])('refuses %s', (line, message) => {
  expect(readLines('backend', [line]).complaints[0]).toContain(message)
})
