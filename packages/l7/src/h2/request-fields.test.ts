import { describe, expect, it } from 'vitest'
import { Message } from '../message.ts'
import { originForm, RequestFields, TrailerFields } from './request-fields.ts'

function read(fields: readonly (readonly [string, string])[], isWhole = true): Message | null {
  const found = new RequestFields()
  for (const [name, value] of fields) found.onField(name, value)
  if (!found.isValid(isWhole)) return null
  const message = new Message()
  found.fill(message, isWhole, () => 'key')
  return message
}

const start = [
  [':method', 'GET'],
  [':scheme', 'https'],
] as const

describe('the fields of a request', () => {
  it.each([
    [[...start, [':authority', 'a:1'], [':path', '/b?c']], 'GET https://a:1/b?c HTTP/2.0\r\nhost: a:1\r\n\r\n'],
    [[...start, [':path', '/b'], ['host', 'd']], 'GET /b HTTP/2.0\r\nhost: d\r\n\r\n'],
    [[...start, [':authority', 'a'], [':path', '/'], ['host', 'd']], 'GET https://a/ HTTP/2.0\r\nhost: a\r\n\r\n'],
    [
      [...start, [':path', '/'], ['cookie', 'a=b'], ['x', 'y'], ['cookie', 'c=d']],
      'GET / HTTP/2.0\r\nx: y\r\ncookie: a=b; c=d\r\n\r\n',
    ],
    [
      [
        [':method', 'CONNECT'],
        [':authority', 'a:1'],
      ],
      'CONNECT a:1 HTTP/2.0\r\nhost: a:1\r\n\r\n',
    ],
    [
      [
        [':method', 'OPTIONS'],
        [':scheme', 'http'],
        [':authority', 'a'],
        [':path', '*'],
      ],
      'OPTIONS http://a HTTP/2.0\r\nhost: a\r\n\r\n',
    ],
    [[...start, [':path', '/'], ['te', 'trailers']], 'GET / HTTP/2.0\r\nte: trailers\r\n\r\n'],
  ] as const)('make a head', (fields, head) => {
    const message = read(fields)
    expect(message?.head).toBe(head)
    expect(message?.headerCount).toBe(head.split('\r\n').length - 3)
    expect(message?.methodEnd).toBe(head.indexOf(' '))
    expect(message?.requestVersion).toBe('HTTP/2.0')
  })

  it.each([
    [[...start, [':path', '/'], [':path', '/']]],
    [[...start, [':path', 'a']]],
    [[...start, [':path', '']]],
    [[...start, [':path', '/'], [':protocol', 'websocket']]],
    [
      [
        [':method', 'G T'],
        [':scheme', 'http'],
        [':path', '/'],
      ],
    ],
    [
      [
        [':method', 'CONNECT'],
        [':scheme', 'http'],
        [':authority', 'a'],
      ],
    ],
    [[...start, [':path', '*']]],
    [[...start, [':path', '/'], [':unknown', 'x']]],
    [[...start, [':path', '/'], ['', 'x']]],
    [[...start, [':path', '/'], ['a b', 'x']]],
    [[...start, [':path', '/'], ['a', '\0']]],
    [[...start, [':path', '/'], ['content-length', '-1']]],
    [[...start, [':path', '/'], ['host', 'a'], ['host', 'b']]],
  ] as const)('that make none: %j', (fields) => {
    expect(read(fields)).toBe(null)
  })

  it('tell the body', () => {
    const fields = [[':method', 'POST'], ...start.slice(1), [':path', '/']] as const
    const chunked = read(fields, false)!
    expect([chunked.isChunked, chunked.contentLength]).toEqual([true, -1])
    const announced = read([...fields, ['content-length', '5'], ['content-length', '5']], false)!
    expect([announced.isChunked, announced.contentLength, announced.headerCount]).toEqual([false, 5, 1])
    expect(read([...fields, ['expect', '100-continue']], false)!.expectsContinue).toBe(true)
  })
})

it.each([
  ['a', '1', false],
  [':path', '/', true],
  ['A', '1', true],
  ['connection', 'x', true],
  ['a', '\n', true],
])('trailer %j: %j', (name, value, isMalformed) => {
  const fields = new TrailerFields()
  fields.onField(name, value)
  expect([fields.isMalformed, fields.lines]).toEqual([isMalformed, isMalformed ? '' : `${name}: ${value}\r\n`])
})

it.each([
  ['GET', 'https://a:1/b?c', '/b?c'],
  ['GET', '/b', '/b'],
  ['GET', 'http://a', '/'],
  ['GET', 'http://a?b', '/?b'],
  ['OPTIONS', 'http://a', '*'],
  ['OPTIONS', 'http://a/', '/'],
  ['CONNECT', 'a:1', 'a:1'],
])('%s %s asks an origin for %s', (method, uri, expected) => {
  expect(originForm(method, uri)).toBe(expected)
})
