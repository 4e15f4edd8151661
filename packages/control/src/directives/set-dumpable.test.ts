import { applyLine } from '@weir/log/testing'
import { expect, test } from 'vitest'
import { setDumpable } from './set-dumpable.ts'

test.each([
  ['set-dumpable', { isDumpable: true }],
  ['set-dumpable off', { isDumpable: false }],
  ['no set-dumpable', { isDumpable: false }],
])('%s', (line, expected) => {
  const { record, errors } = applyLine(setDumpable, line)
  expect(errors).toEqual([])
  expect(record).toMatchObject(expected)
})

test.each([['set-dumpable x', "'set-dumpable' expects 'on', 'off' or 'libs', but got 'x'"]])(
  '%s is refused',
  (line, expected) => {
    expect(applyLine(setDumpable, line).errors).toEqual([expected])
  },
)
