import { describe, expect, it } from 'vitest'
import { findMessageEnd, type MessageKind } from './http-framing.ts'

const check = (bytes: string, kind: MessageKind, closed = false) => findMessageEnd(bytes, 0, kind, closed)

describe('findMessageEnd', () => {
  it.each<[string, string, MessageKind, number]>([
    ['half a head', 'GET / HTTP/1.1\r\n', 'request', -1],
    ['a request without body', 'GET / HTTP/1.1\r\n\r\nGET', 'request', 18],
    ['half a body', 'POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhell', 'request', -1],
    ['a body by length', 'POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello!', 'request', 43],
    ['half the chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n', 'response', -1],
    ['all chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\nx', 'response', 58],
    ['a trailer', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: b\r\n\r\nx', 'response', 58],
    ['an interim answer', 'HTTP/1.1 100 Continue\r\n\r\nHTTP', 'response', 25],
    ['an answer to HEAD', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHTTP', 'response-to-head', 38],
    ['a body until close', 'HTTP/1.1 200 OK\r\n\r\nabc', 'response', -1],
  ])('%s', (_, bytes, kind, end) => expect(check(bytes, kind)).toBe(end))

  it('ends a close-delimited body with the connection', () =>
    expect(check('HTTP/1.1 200 OK\r\n\r\nabc', 'response', true)).toBe(22))
})
