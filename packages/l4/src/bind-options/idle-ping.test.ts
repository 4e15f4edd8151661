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
})

test('idle-ping', () => {
  expect(readLine(idlePing, 'idle-ping 10s').record).toMatchObject({ idlePingMs: 10_000 })
  expect(readLine(idlePing, 'idle-ping 0').record).toMatchObject({ idlePingMs: null })
})

test('tcp-ss says why it does nothing', () => {
  expect(tcpSs.withoutEffect).toMatch(/\w/)
})
