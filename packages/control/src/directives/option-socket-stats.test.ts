import { applyLine } from '@weir/log/testing'
import { expect, test } from 'vitest'
import { optionSocketStats } from './option-socket-stats.ts'

test.each([
  ['option socket-stats', true],
  ['no option socket-stats', false],
])('%s', (line, showsListeners) => {
  expect(applyLine(optionSocketStats as never, line)).toMatchObject({ record: { showsListeners }, errors: [] })
})
