import { expect, test } from 'vitest'
import { httpServerOptions } from '../options.ts'
import { readServerOption } from '../testing/server-line.ts'
import { proto, ws } from './proto.ts'

test.each([
  [proto, 'h1', []],
  [proto, 'h2', []],
  [proto, 'fcgi', []],
  [proto, 'none', []],
  [proto, '', ["'proto' :  missing value."]],
  [proto, 'foo', ["'proto' :  unknown MUX protocol 'foo'."]],
  [ws, 'auto', []],
  [ws, 'h1', []],
  [ws, 'h2', []],
  [ws, 'foo', ["'ws' has to be 'auto', 'h1' or 'h2'."]],
])('$name %s', (keyword, words, complaints) => {
  expect(readServerOption(keyword as never, words).complaints).toEqual(complaints)
})

test('they say what is spoken', () => {
  expect(readServerOption(proto, 'h2').options.get(httpServerOptions).protocol).toBe('h2')
  expect(readServerOption(ws, 'h1').options.get(httpServerOptions).webSocketProtocol).toBe('h1')
  expect(readServerOption(ws, 'auto').options.get(httpServerOptions).webSocketProtocol).toBeNull()
})
