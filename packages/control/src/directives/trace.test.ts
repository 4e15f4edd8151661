import { applyLine } from '@weir/log/testing'
import { expect, test } from 'vitest'
import { trace } from './trace.ts'

test.each([
  'trace 0',
  'trace h1',
  'trace h1 event any',
  'trace h1 level developer sink stderr start now verbosity complete',
  'trace all sink buf0',
  'trace h1 event',
])('%s', (line) => {
  const { record, errors } = applyLine(trace, line)
  expect(errors).toEqual([])
  expect([...record.values.values()]).toEqual([line.slice('trace '.length)])
})

/** As HAProxy 2.6 words it on its socket. */
test.each([
  ['trace', "'trace' expects a source"],
  ['trace zz', "No such trace source 'zz'"],
  ['trace h1 foo', "Unknown trace keyword 'foo'"],
  ['trace h1 level zz', "No such trace level 'zz'"],
])('%s is refused', (line, message) => {
  expect(applyLine(trace, line).errors).toEqual([message])
})
