import { expect, it } from 'vitest'
import { exchange, linesOf } from '../testing/exchange.ts'
import { readLines } from '../testing/lines.ts'

const request = 'GET / HTTP/1.1\r\nX-Forwarded-For: 9.9.9.9\r\n\r\n'

it.each([
  ['option forwardfor', ['x-forwarded-for: 9.9.9.9', 'x-forwarded-for: 127.0.0.1']],
  ['option forwardfor if-none', ['x-forwarded-for: 9.9.9.9']],
  ['option forwardfor except 127.0.0.0/8', ['x-forwarded-for: 9.9.9.9']],
  ['option forwardfor except 10.0.0.0/255.0.0.0', ['x-forwarded-for: 9.9.9.9', 'x-forwarded-for: 127.0.0.1']],
  ['option forwardfor header X-Client', ['x-forwarded-for: 9.9.9.9', 'x-client: 127.0.0.1']],
  ['option originalto', ['x-forwarded-for: 9.9.9.9', 'x-original-to: 127.0.0.1']],
])('%s', async (line, expected) => {
  for (const lines of [{ frontend: [line] }, { backendLines: [line] }]) {
    expect(linesOf((await exchange(lines, request)).sent)).toEqual(expected)
  }
})

const came = 'x-forwarded-for: 9.9.9.9'
const added = 'x-forwarded-for: 127.0.0.1'

it.each([
  ['option forwardfor except 127.0.0.0/8', 'option forwardfor', [came]],
  ['option forwardfor', 'option forwardfor except 127.0.0.0/8', [came]],
  ['option forwardfor except 127.0.0.0/8', 'option forwardfor except 10.0.0.0/8', [came]],
  ['option forwardfor if-none', 'option forwardfor', [came, added]],
  ['option forwardfor', 'option forwardfor if-none', [came, added]],
  ['option forwardfor if-none', 'option forwardfor if-none', [came]],
  ['option forwardfor header X-A', 'option forwardfor', [came, added]],
  ['option forwardfor header X-A', 'option forwardfor header X-B', [came, 'x-b: 127.0.0.1']],
  ['option originalto except 127.0.0.1', 'option originalto', [came]],
])('frontend: %s; backend: %s', async (front, back, expected) => {
  const { sent } = await exchange({ frontend: [front], backendLines: [back] }, request)
  expect(linesOf(sent)).toEqual(expected)
})

it('refuses other words', () => {
  expect(readLines('frontend', ['option forwardfor foo']).complaints[0]).toContain('only supports optional values')
})
