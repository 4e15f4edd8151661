import type { Model } from '@weir/keyword'
import { expect, test } from 'vitest'
import { readLines } from '../testing/lines.ts'
import { longCookieCapture } from './long-cookie-capture.ts'

// As HAProxy 2.6 says it.
test.each([
  ['frontend', 'capture cookie x len 63', [], []],
  ['frontend', 'capture cookie x len 64', [], ["truncating capture length to 63 bytes for frontend 'f'"]],
  ['listen', 'capture cookie x len 64', [], ["truncating capture length to 63 bytes for proxy 'f'"]],
  ['frontend', 'capture cookie x len 30', ['tune.http.cookielen 30'], []],
  [
    'frontend',
    'capture cookie x len 31',
    ['tune.http.cookielen 30'],
    ["truncating capture length to 30 bytes for frontend 'f'"],
  ],
  ['frontend', 'capture request header x len 100', [], []],
] as const)('%s: %s %o', (kind, line, global, expected) => {
  const { options } = readLines('frontend', [line])
  const proxy = { kind, name: 'f', isFrontend: true, isDisabled: false, options, span: null }
  const model = { global: readLines('global', global), proxies: [proxy] } as unknown as Model
  const said: string[] = []
  longCookieCapture.run({ model, report: ({ severity, message }) => void said.push(`${severity} ${message}`) })
  expect(said).toEqual(expected.map((message) => `warning ${message}`))
})
