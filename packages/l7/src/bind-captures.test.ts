import { OptionsStore, type RuleNode } from '@weir/keyword'
import { expect, test } from 'vitest'
import type { CaptureSlot } from './actions/capture.ts'
import { bindRequestCaptures } from './bind-captures.ts'
import { httpOptions } from './options.ts'

const at = (line: number) => ({ file: 'C', line, column: 0, length: 1 })

function rule(line: number, slot: CaptureSlot): RuleNode {
  const action = { keyword: { name: 'capture' }, name: 'capture', values: [null, slot], span: at(line) }
  return { ruleset: '', action, condition: null, span: at(line) } as unknown as RuleNode
}

test('slots are numbered in the order of the lines', () => {
  const options = new OptionsStore()
  options.get(httpOptions).requestCaptures.push({ header: 'host', maxLength: 30, span: at(2) })
  options.get(httpOptions).requestCaptures.push({ header: null, maxLength: 4, span: at(4) })
  const content = { maxLength: 9, index: -1 }
  const request = { maxLength: 5, index: -1 }
  const byNumber = { maxLength: null, index: 2 }
  const rules = new Map([
    ['tcp-request content', [rule(3, content)]],
    ['http-request', [rule(1, request), rule(5, byNumber)]],
  ])
  expect(bindRequestCaptures(options, rules)?.map(({ maxLength }) => maxLength)).toEqual([5, 30, 9, 4])
  expect([request.index, content.index, byNumber.index]).toEqual([0, 2, 2])
})

test('no slot without a line', () => {
  expect(bindRequestCaptures(new OptionsStore(), new Map())).toBe(null)
})
