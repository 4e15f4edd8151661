import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { acceptProxy } from './accept-proxy.ts'

test.each([['accept-proxy', { expectsProxyHeader: true }]])('%s', (line, expected) => {
  expect(readLine(acceptProxy, line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})
