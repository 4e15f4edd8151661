import { createVocabulary } from '@weir/keyword'
import { applyLine } from '@weir/log/testing'
import { expect, test } from 'vitest'
import { optionUseSmallBuffers } from './option-use-small-buffers.ts'

test('takes any of its places, and nothing else', () => {
  const errors = (line: string) => applyLine(optionUseSmallBuffers, line).errors
  expect(createVocabulary([{ name: 'test', directives: [optionUseSmallBuffers] }]).directives('backend').size).toBe(1)
  expect(errors('option use-small-buffers')).toEqual([])
  expect(errors('option use-small-buffers check queue l7-retries')).toEqual([])
  expect(errors('option use-small-buffers all')).toEqual([
    "'option use-small-buffers' expects 'queue', 'l7-retries' or 'check', but got 'all'",
  ])
})
