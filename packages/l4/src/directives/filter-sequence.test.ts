import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { filterSequence } from './filter-sequence.ts'

test.each([
  ['filter-sequence request a,b', ['a', 'b'], null],
  ['filter-sequence response lua.x', null, ['lua.x']],
])('%s', (line, request, response) => {
  const { record, errors } = readLine(filterSequence, line)
  expect(errors).toEqual([])
  expect(record.requestSequence?.map(({ text }) => text) ?? null).toEqual(request)
  expect(record.responseSequence?.map(({ text }) => text) ?? null).toEqual(response)
})

test.each([
  ['filter-sequence', "'filter-sequence' expected either 'request' or 'response'"],
  ['filter-sequence both a', "'filter-sequence' expected either 'request' or 'response'"],
  ['filter-sequence request', "'filter-sequence' missing filter list"],
  ['filter-sequence request ,', "'filter-sequence' missing filter list"],
])('%s', (line, error) => expect(readLine(filterSequence, line).errors).toEqual([error]))
