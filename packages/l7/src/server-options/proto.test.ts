import { expect, test } from 'vitest'
import { readServerOption } from '../testing/server-line.ts'
import { proto, ws } from './proto.ts'

test.each([
  [proto, 'h1', []],
  [proto, 'fcgi', []],
  [proto, '', ["'proto' :  missing value."]],
  [proto, 'foo', ["'proto' :  unknown MUX protocol 'foo'."]],
  [proto, 'h2', ["'proto h2' is known to HAProxy, but not supported by Weir: servers are spoken to in HTTP/1 only"]],
  [ws, 'auto', []],
  [ws, 'h1', []],
  [ws, 'foo', ["'ws' has to be 'auto', 'h1' or 'h2'."]],
  [ws, 'h2', ["'ws h2' is known to HAProxy, but not supported by Weir: servers are spoken to in HTTP/1 only"]],
])('$name %s', (keyword, words, complaints) => {
  expect(readServerOption(keyword as never, words).complaints).toEqual(complaints)
})
