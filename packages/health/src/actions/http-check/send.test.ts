import { expect, test } from 'vitest'
import { complaints, greet, runCheck } from '../../testing/check-fixture.ts'

test.each([
  [
    'option httpchk\nhttp-check send meth GET uri /u ver HTTP/1.1 hdr Host foo hdr X-A b body hello',
    'GET /u HTTP/1.1\r\nhost: foo\r\nx-a: b\r\ncontent-length: 5\r\nconnection: close\r\n\r\nhello',
  ],
  ['option httpchk HEAD /up\nhttp-check send hdr X-A b', 'HEAD /up HTTP/1.0\r\nx-a: b\r\n\r\n'],
  [
    'option httpchk\nhttp-check send uri-lf /%[int(7)] body-lf %[str(abc)]',
    'OPTIONS /7 HTTP/1.0\r\ncontent-length: 3\r\n\r\nabc',
  ],
])('%s', async (lines, expected) => {
  expect((await runCheck(lines, greet(''))).received).toBe(expected)
})

test.each([
  ['http-check send meth', "'meth' expects an argument"],
  ['http-check send hdr Host', "'hdr' expects <name> and <value> as arguments"],
  ['http-check send hdr Content-Length 3', "'hdr' : 'Content-Length' header field is set by the check itself"],
  [
    'http-check send url /',
    "expects 'comment', 'meth', 'uri', 'uri-lf', 'ver', 'hdr', 'body' or 'body-lf', but got 'url'",
  ],
])('%s is refused', (line, message) => {
  expect(complaints(line)).toEqual([message])
})
