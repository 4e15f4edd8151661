import type { LogFormatItem, LogFormatNode } from '@weir/keyword'
import { expect, test } from 'vitest'
import { isKnownEarly } from './early-formats.ts'

/** A format of one item: `%name`, `%[name]`, or text. */
function formatOf(text: string): LogFormatNode {
  const name = text.replace(/^%\[?|\]$/g, '')
  const item = text.startsWith('%[')
    ? { kind: 'expression', expression: { fetch: { keyword: { name } } } }
    : text.startsWith('%')
      ? { kind: 'alias', alias: { keyword: { name } } }
      : { kind: 'text', text }
  return { items: [item as LogFormatItem] } as unknown as LogFormatNode
}

test.each(['text', '%ci', '%ST', '%s', '%tr', '%tsc', '%[src]'])('%s is known early', (text) => {
  expect(isKnownEarly(formatOf(text))).toBe(true)
})

test.each(['%B', '%ts', '%Tr', '%ac', '%[bytes_out]', '%[txn.timer.total]'])('%s is known at the end', (text) => {
  expect(isKnownEarly(formatOf(text))).toBe(false)
})
