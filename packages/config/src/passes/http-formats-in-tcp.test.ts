import { expect, test } from 'vitest'
import { findingsOf } from '../testing.ts'

const check = (text: string) => findingsOf(text, 'config/item-needs-http')

test('an item of a log format that only HTTP mode has', () => {
  expect(check('frontend f\n http-request set-header x %[path]%ci%[src]\n')).toEqual([
    "2 config/item-needs-http: sample fetch 'path' used from frontend 'f' may not work as expected (item depends on HTTP proxy mode)",
  ])
})

test('a log alias as well', () => {
  expect(check('frontend f\n log-format %HM\n')).toEqual([
    "2 config/item-needs-http: format alias 'HM' used from frontend 'f' may not work as expected (item depends on HTTP proxy mode)",
  ])
})

test('the mode may be given after the format', () => {
  expect(check('frontend f\n log-format %HM\n mode http\n')).toEqual([])
})
