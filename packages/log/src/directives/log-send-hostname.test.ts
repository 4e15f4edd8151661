import { expect, test } from 'vitest'
import { applyLine } from '../testing.ts'
import { logSendHostname } from './log-send-hostname.ts'

test.each([
  ['log-send-hostname', ''],
  ['log-send-hostname edge-1', 'edge-1'],
  ['no log-send-hostname', null],
])('%s', (line, expected) => {
  expect(applyLine(logSendHostname, line)).toMatchObject({ record: { hostname: expected }, errors: [] })
})
