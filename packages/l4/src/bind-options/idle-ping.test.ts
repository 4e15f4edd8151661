import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { idlePing, tcpSs } from './idle-ping.ts'

test.each([
  [idlePing, 'idle-ping 10s', 0],
  [idlePing, 'idle-ping', 1],
  [tcpSs, 'tcp-ss 2', 0],
  [tcpSs, 'tcp-ss 3', 1],
] as const)('%#: %s %s', (keyword, line, errors) => {
  expect(readLine(keyword, line).errors).toHaveLength(errors)
  expect(keyword.withoutEffect).toMatch(/\w/)
})
