import { expect, test } from 'vitest'
import { connectionErrorName, connectionErrorNumber, connectionErrorText } from './connection-errors.ts'

test.each([
  [0, '', 'Success'],
  [11, 'PRX_EMPTY', 'Connection closed while waiting for PROXY protocol header'],
  [47, 'ERESET', 'ECONNRESET returned by OS'],
  [56, 'EPIPE', 'EPIPE returned by OS'],
])('%i is %s', (number, name, text) => {
  expect(connectionErrorName(number)).toBe(name)
  expect(connectionErrorText(number)).toBe(text)
  if (number > 0) expect(connectionErrorNumber(name)).toBe(number)
})

test('knows no other name', () => expect(() => connectionErrorNumber('NONE')).toThrow("'NONE' is no connection error"))
