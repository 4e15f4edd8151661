import { describe, expect, test } from 'vitest'
import { stickOptions } from '../options.ts'
import { readLines } from '../testing/read-lines.ts'

describe('stick', () => {
  test.each([
    ['stick on src', ['src '], ['src '], []],
    ['stick on src table other', ['src other'], ['src other'], []],
    ['stick match src,ipmask(24) if TRUE', ['src,ipmask(24)  if'], [], []],
    ['stick store-request src table t unless FALSE', [], ['src t unless'], []],
    ['stick store-response status table t', [], [], ['status t']],
  ])('%s', (line, matches, requests, responses) => {
    const { options, messages } = readLines('backend', [line])
    expect(messages).toEqual([])
    const { matches: found, storeRequests, storeResponses } = options.get(stickOptions)
    const texts = [found, storeRequests, storeResponses].map((rules) =>
      rules.map(({ expression, table, condition }) =>
        [expression.text, table.name, ...(condition === null ? [] : [condition.polarity])].join(' '),
      ),
    )
    expect(texts).toEqual([matches, requests, responses])
  })

  test.each([
    ['stick on', /expects <pattern>/],
    ['stick on src table', /expects the name of a stick table/],
    ['stick on status', /available/],
  ])('%s is refused', (line, message) => {
    expect(readLines('backend', [line]).messages[0]).toMatch(message)
  })
})
