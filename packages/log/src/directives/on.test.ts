import { expect, test } from 'vitest'
import { applyLine } from '../testing.ts'
import { on } from './on.ts'

test('sets what a step does', () => {
  const { record, errors } = applyLine(on, 'on close format %ci sd [x]')
  expect(errors).toEqual([])
  expect(record.steps.get('close')).toMatchObject({
    isDropped: false,
    format: { text: '%ci' },
    structuredData: { text: '[x]' },
  })
  expect(applyLine(on, 'on any drop').record.steps.get('any')).toEqual({
    isDropped: true,
    format: null,
    structuredData: null,
  })
})

test.each([
  ['on foo drop', /^'on' expects a log step, one of 'accept', /],
  ['on close', /^'on close' expects 'drop', 'format' or 'sd'$/],
  ['on close foo', /^'on close' expects 'drop', 'format' or 'sd', but got 'foo'$/],
  ['on close format', /^'on close' expects a log format after 'format'$/],
])('refuses %s', (line, expected) => {
  expect(applyLine(on, line).errors).toEqual([expect.stringMatching(expected)])
})
