import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { tuneBuffers } from './tune-sndbuf.ts'

const read = (line: string) => readLine(tuneBuffers.find((keyword) => keyword.name === line.split(' ')[0])!, line)
const none = { receiveBytes: null, sendBytes: null, notSentBytes: null }

test.each([
  ['tune.rcvbuf.client 16k', { clientBuffers: { ...none, receiveBytes: 16384 } }],
  ['tune.sndbuf.client 5', { clientBuffers: { ...none, sendBytes: 5 } }],
  ['tune.notsent-lowat.client 5', { clientBuffers: { ...none, notSentBytes: 5 } }],
  ['tune.rcvbuf.server 5', { serverBuffers: { ...none, receiveBytes: 5 } }],
  ['tune.sndbuf.server 0', { serverBuffers: none }],
  ['tune.notsent-lowat.server 1m', { serverBuffers: { ...none, notSentBytes: 1048576 } }],
])('%s', (line, record) => {
  expect(read(line)).toMatchObject({ record, errors: [] })
})

test('wants a size', () => {
  expect(read('tune.sndbuf.client x').errors).toHaveLength(1)
})
