import { expect, test } from 'vitest'
import { CgiResponse, type CgiSettings } from './cgi-response.ts'

/** What becomes of a script's answer that comes byte by byte, or all at once. */
function answer(text: string, settings: Partial<CgiSettings> = {}, pieceBytes = 1): string | null {
  const response = new CgiResponse({ isLast: false, isHead: false, date: 'NOW', ...settings })
  let written = ''
  for (let at = 0; at < text.length; at += pieceBytes) {
    const bytes = response.write(Buffer.from(text.slice(at, at + pieceBytes), 'latin1'))
    if (bytes === null) return null
    written += Buffer.from(bytes).toString('latin1')
  }
  const end = response.end()
  return end === null ? null : written + Buffer.from(end).toString('latin1')
}

test.each([
  [
    'Content-Type: a\n\nhi',
    'HTTP/1.1 200 OK\r\ncontent-type: a\r\ntransfer-encoding: chunked\r\ndate: NOW\r\n\r\n2\r\nhi\r\n0\r\n\r\n',
  ],
  [
    'Status: 404 Nope\r\nDate: then\r\nContent-Length: 2\r\n\r\nhi',
    'HTTP/1.1 404 Nope\r\ndate: then\r\ncontent-length: 2\r\n\r\nhi',
  ],
  [
    'Location: /x\r\nContent-Length: 0\r\n\r\n',
    'HTTP/1.1 302 Moved Temporarily\r\nlocation: /x\r\ncontent-length: 0\r\ndate: NOW\r\n\r\n',
  ],
  ['Status: 204\r\nConnection: x\r\n\r\n', 'HTTP/1.1 204 \r\ndate: NOW\r\n\r\n'],
])('%j', (text, expected) => {
  expect(answer(text, {}, 1000)).toBe(expected)
})

test('a body that comes in pieces is chunked by piece', () => {
  expect(answer('A: b\n\nhi')).toBe(
    'HTTP/1.1 200 OK\r\na: b\r\ntransfer-encoding: chunked\r\ndate: NOW\r\n\r\n1\r\nh\r\n1\r\ni\r\n0\r\n\r\n',
  )
})

test('HEAD has no body, and a last response says that it is', () => {
  expect(answer('A: b\n\nhi', { isHead: true, isLast: true })).toBe(
    'HTTP/1.1 200 OK\r\na: b\r\ntransfer-encoding: chunked\r\ndate: NOW\r\nconnection: close\r\n\r\n',
  )
})

test.each([
  ['Content-Length: 3\n\nhi', true],
  ['Content-Length: 2\n\nhi', false],
  ['Content-Length: 0\n\n', false],
  ['A: b\n\nhi', false],
])('%j is short: %s', (text, expected) => {
  const response = new CgiResponse({ isLast: false, isHead: false, date: 'NOW' })
  response.write(Buffer.from(text))
  expect([response.hasBegun, response.isShort]).toEqual([true, expected])
})

test.each(['Content-Length: x\n\n', 'no header\n\nx', 'Status: x\n\n', ': x\n\n', 'A: b\n', '', 'x'.repeat(70_000)])(
  '%.20j is no answer',
  (text) => {
    expect(answer(text, {}, 1000)).toBeNull()
  },
)
