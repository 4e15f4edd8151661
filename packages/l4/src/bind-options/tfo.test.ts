import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { socketOptions } from './tfo.ts'

const read = (name: string, line: string) => readLine(socketOptions.find((keyword) => keyword.name === name)!, line)

test.each([
  ['tfo', 'tfo', { fastOpenQueue: 1024 }],
  ['defer-accept', 'defer-accept', { deferAcceptSeconds: 1 }],
  ['mss', 'mss -40', { maximumSegmentBytes: 40 }],
  ['tcp-ut', 'tcp-ut 3s', { userTimeoutMs: 3000 }],
  ['cc', 'cc cubic', { congestionControl: 'cubic' }],
] as const)('%s: %s', (name, line, expected) => {
  expect(read(name, line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each(['mss 0', 'mss 65536', 'mss -65536', 'mss x', 'mss'])('%s is no size of segments', (line) => {
  expect(read('mss', line).errors).toEqual(["'mss' : expects an MSS with and absolute value between 1 and 65535"])
})
