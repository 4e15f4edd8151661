import { expect, test } from 'vitest'
import { connectionErrorName, connectionErrorNumber, connectionErrorText, errorOfCause } from './connection-errors.ts'

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

test.each([
  ['reset', false, 'ERESET'],
  ['reset', true, 'ERESET'],
  ['error', false, 'SOCK_ERR'],
  ['error', true, 'SSL_FATAL'],
] as const)('%s with TLS %s is %s', (cause, speaksTls, name) => {
  expect(connectionErrorName(errorOfCause(cause, speaksTls))).toBe(name)
})

test('knows no other name', () => expect(() => connectionErrorNumber('NONE')).toThrow("'NONE' is no connection error"))
