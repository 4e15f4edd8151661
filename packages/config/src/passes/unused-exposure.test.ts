import { expect, test } from 'vitest'
import { findingsOf } from '../testing.ts'

const codes = ['config/unused-exposure', 'config/experimental']

const cases: [string, string[]][] = [
  ['global\n expose-experimental-directives\n', ['2 config/unused-exposure']],
  ['global\n expose-experimental-directives\n shiny\n', []],
  ['global\n shiny\n', ['2 config/experimental']],
  ['global\n shiny\n expose-experimental-directives\n', ['2 config/experimental', '3 config/unused-exposure']],
  ['frontend f\n http-request glitter\n', ['2 config/experimental']],
  ['acme a\n', ['1 config/experimental']],
  ['global\n expose-experimental-directives\nfrontend f\n http-request glitter\nacme a\n', []],
]

test.each(cases)('%j', (text, findings) => {
  expect(findingsOf(text, ...codes).map((finding) => finding.split(':')[0])).toEqual(findings)
})
