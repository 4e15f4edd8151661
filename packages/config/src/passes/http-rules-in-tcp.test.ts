import { expect, test } from 'vitest'
import { findingsOf } from '../testing.ts'

const check = (text: string) => findingsOf(text, 'config/rules-need-http')

test('HTTP rules outside HTTP mode are told once a ruleset', () => {
  expect(check('frontend f\n http-request deny if TRUE\n http-request deny\n')).toEqual([
    "2 config/rules-need-http: 'http-request' rules ignored for frontend 'f' as they require HTTP mode",
  ])
})

test.each([
  'frontend f\n mode http\n http-request deny\n',
  'frontend f\n tcp-request content accept\n',
  'frontend f\n http-request deny\n disabled\n',
  'defaults d\n http-request deny\nfrontend f from d\n',
])('but not %j', (text) => expect(check(text)).toEqual([]))
