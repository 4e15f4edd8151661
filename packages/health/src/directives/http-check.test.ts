import { readLines } from '@weir/balance/testing'
import { OptionsStore } from '@weir/keyword'
import { expect, test } from 'vitest'
import { backendCheckOptions } from '../options.ts'
import { answer, bundles, complaints, greet, httpAnswer, runCheck } from '../testing/check-fixture.ts'

test('disable-on-404 passes conditionally', async () => {
  const { log } = await runCheck('option httpchk\nhttp-check disable-on-404', answer(httpAnswer(404, '')))
  expect(log).toBe('conditionally succeeded, Layer7 check conditionally passed, code: 404 | 3/3 UP')
})

test('send-state tells the server how it stands', async () => {
  const { received } = await runCheck('option httpchk GET /x HTTP/1.1\nhttp-check send-state', greet(''))
  expect(received).toBe(
    'GET /x HTTP/1.1\r\nx-haproxy-server-state: UP 1/3; address=127.0.0.1; port=80; name=be/s1; node=node1; weight=1/1; scur=0/0; qcur=0\r\nconnection: close\r\n\r\n',
  )
})

test("a section's own rules replace those of its defaults", () => {
  const defaults = readLines(bundles, 'http-check expect status 200\ntcp-check connect').options
  const inherited = new OptionsStore()
  inherited.inherit(defaults)
  expect(inherited.get(backendCheckOptions).httpRules).toHaveLength(1)
  // What is read into the heir comes from another section.
  const { options } = readLines(bundles, 'http-check expect status 201\nhttp-check comment x', inherited)
  const { httpRules, tcpRules } = options.get(backendCheckOptions)
  expect([httpRules.map((rule) => rule.name), tcpRules]).toEqual([['expect', 'comment'], []])
})

test.each([
  ['http-check', /^'http-check' expects one of .*'expect'.*, but got ''$/],
  ['http-check exepct status 200', /^'http-check' expects one of .*, but got 'exepct'$/],
  ['tcp-check sned x', /^'tcp-check' expects one of .*, but got 'sned'$/],
])('%s is refused', (line, message) => {
  expect(complaints(line)[0]).toMatch(message)
})
