import { expect, test } from 'vitest'
import { readLine } from '../../testing/index.ts'
import { timeouts } from './timeout.ts'

const [resolve, retry] = timeouts

test.each([
  [resolve!, 'timeout resolve 5s', { resolveTimeoutMs: 5000, retryTimeoutMs: 1000 }],
  [resolve!, 'timeout resolve 0', { resolveTimeoutMs: 1000 }],
  [retry!, 'timeout retry 200', { resolveTimeoutMs: 1000, retryTimeoutMs: 200 }],
  [retry!, 'timeout retry 0', { retryTimeoutMs: 1000 }],
])('%# %s', (keyword, line, record) => {
  expect(readLine(keyword, line)).toMatchObject({ record, errors: [] })
})

test('what is no time is refused', () => {
  expect(readLine(retry!, 'timeout retry x').errors[0]).toContain('expects a time')
  expect(readLine(resolve!, 'timeout resolve').errors).toHaveLength(1)
})
