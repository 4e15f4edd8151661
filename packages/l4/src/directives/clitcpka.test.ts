import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { keepAliveProbes } from './clitcpka.ts'

const read = (line: string) => readLine(keepAliveProbes.find((keyword) => keyword.name === line.split(' ')[0])!, line)

test.each([
  ['clitcpka-cnt 5', { clientProbes: { count: 5, idleSeconds: null, intervalSeconds: null } }],
  ['clitcpka-idle 10', { clientProbes: { count: null, idleSeconds: 10, intervalSeconds: null } }],
  ['clitcpka-idle 2m', { clientProbes: { count: null, idleSeconds: 120, intervalSeconds: null } }],
  ['clitcpka-intvl 1500ms', { clientProbes: { count: null, idleSeconds: null, intervalSeconds: 2 } }],
  ['srvtcpka-cnt 3', { serverProbes: { count: 3, idleSeconds: null, intervalSeconds: null } }],
  ['srvtcpka-idle 4', { serverProbes: { count: null, idleSeconds: 4, intervalSeconds: null } }],
  ['srvtcpka-intvl 5', { serverProbes: { count: null, idleSeconds: null, intervalSeconds: 5 } }],
])('%s', (line, record) => {
  expect(read(line)).toMatchObject({ record, errors: [], warnings: [] })
})

test.each(['clitcpka-cnt x', 'clitcpka-cnt', 'clitcpka-idle', 'srvtcpka-intvl 1x'])('refuses %s', (line) => {
  expect(read(line).errors).toHaveLength(1)
})
