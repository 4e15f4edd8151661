import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createPinoProcessLogger, createPinoSink } from './pino.ts'

function setUp() {
  const lines: Record<string, unknown>[] = []
  const logger = pino(
    { level: 'debug', base: null, timestamp: false },
    { write: (line: string) => lines.push(JSON.parse(line)) },
  )
  return { lines, logger }
}

test('messages of the process become records', () => {
  const { lines, logger } = setUp()
  const log = createPinoProcessLogger(logger)
  log.alert('cannot bind', { address: ':80' })
  log.warning('w')
  log.notice('n')
  log.debug('d')
  expect(lines).toEqual([
    { level: 60, address: ':80', msg: 'cannot bind' },
    { level: 40, msg: 'w' },
    { level: 30, msg: 'n' },
    { level: 20, msg: 'd' },
  ])
})

test('traffic becomes text or, when it is JSON, fields', () => {
  const { lines, logger } = setUp()
  const sink = createPinoSink(logger)
  sink.write(6, '127.0.0.1:1 GET')
  sink.write(3, '{"a": 1, "b": "\xc3\xa9"}')
  sink.write(5, '{broken')
  expect(lines).toEqual([
    { level: 30, severity: 'info', msg: '127.0.0.1:1 GET' },
    { level: 50, severity: 'err', a: 1, b: 'é', msg: '' },
    { level: 30, severity: 'notice', msg: '{broken' },
  ])
})
