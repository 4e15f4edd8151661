import { expect, it } from 'vitest'
import { httpProcessOptions } from '../options.ts'
import { exchange } from '../testing/exchange.ts'
import { readLines } from '../testing/lines.ts'

it('spells names as told', async () => {
  const { sent, got } = await exchange({
    global: ['h1-case-adjust host Host', 'h1-case-adjust content-length Content-Length'],
    frontend: ['option h1-case-adjust-bogus-client'],
    backendLines: ['option h1-case-adjust-bogus-server'],
  })
  expect(sent).toContain('\r\nHost: a')
  expect(got).toContain('\r\nContent-Length: 2')
})

it.each([
  ['tune.http.maxhdr 50', 'maxHeaderCount', 50],
  ['tune.http.cookielen 20', 'maxCookieLength', 20],
  ['tune.http.cookielen 4294967297', 'maxCookieLength', 1],
  ['tune.http.logurilen 30', 'maxLogUriLength', 30],
  ['tune.http.logurilen -5', 'maxLogUriLength', 0],
  ['tune.maxrewrite 2048', 'maxRewriteBytes', 2048],
] as const)('%s', (line, setting, value) => {
  expect(readLines('global', [line]).options.get(httpProcessOptions)[setting]).toBe(value)
})

it('refuses another name', () => {
  expect(readLines('global', ['h1-case-adjust host Hosst']).complaints[0]).toContain('must not differ except the case')
})
