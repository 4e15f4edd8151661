import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { sendProxyOptions } from './send-proxy.ts'

const read = (name: string, line: string) => readLine(sendProxyOptions.find((keyword) => keyword.name === name)!, line)

test.each([
  ['send-proxy', 'send-proxy', { sendProxy: 1 }],
  ['send-proxy-v2', 'send-proxy-v2', { sendProxy: 2 }],
  ['no-send-proxy', 'no-send-proxy', { sendProxy: null }],
] as const)('%s: %s', (name, line, expected) => {
  expect(read(name, line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})
