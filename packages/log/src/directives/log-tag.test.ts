import { expect, test } from 'vitest'
import { applyLine } from '../testing.ts'
import { logTag, profileLogTag } from './log-tag.ts'

test('sets the tag', () => {
  expect(applyLine(logTag, 'log-tag edge').record.tag).toBe('edge')
  expect(applyLine(profileLogTag, 'log-tag edge').record.tag).toBe('edge')
  expect(applyLine(logTag, 'log-tag').errors).toEqual(["'log-tag' expects <tag>"])
})
