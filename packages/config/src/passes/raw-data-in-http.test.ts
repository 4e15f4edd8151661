import { expect, test } from 'vitest'
import { findingsOf } from '../testing.ts'

const check = (text: string) => findingsOf(text, 'config/raw-data-in-http')
const told = "Proxy 'f': L6 sample fetches ignored on HTTP proxies"

test.each([
  ['http-request deny if { url_len 3 }', [`3 config/raw-data-in-http: ${told}`]],
  ['use_backend b if { url_len 3 }', [`3 config/raw-data-in-http: ${told}`]],
  ['http-request deny if { path /x }', []],
  [
    'http-request set-header x %[url_len]',
    ["3 config/raw-data-in-http: L6 sample fetch 'url_len' ignored in HTTP log-format string"],
  ],
])('%s', (line, findings) => {
  expect(check(`frontend f\n mode http\n ${line}\nbackend b\n mode http\n`)).toEqual(findings)
})

test.each(['mode tcp', 'mode http\n disabled'])('a condition is fine in %j', (lines) => {
  expect(check(`frontend f\n ${lines}\n http-request deny if { url_len 3 }\n`)).toEqual([])
})

test('a named ACL counts where it is used, once a rule', () => {
  expect(check('frontend f\n mode http\n acl long url_len 9\n http-request deny if long or long\n')).toEqual([
    `4 config/raw-data-in-http: ${told}`,
  ])
})
