import { OptionsStore } from '@weir/keyword'
import { describe, expect, test } from 'vitest'
import { logOptions } from '../options.ts'
import { applyLine } from '../testing.ts'
import { log, logStderr } from './log.ts'

const proxy = { kind: 'frontend', name: 'f' } as const
const errorsOf = (line: string, section: { kind: 'global' | 'frontend'; name: string } = proxy): readonly string[] =>
  applyLine(log, line, { section }).errors

describe('log', () => {
  test.each([
    [
      'log 127.0.0.1 local0',
      { maxLengthBytes: 1024, frame: null, facility: 16, maxLevel: 7, minLevel: 0, profile: null },
    ],
    [
      'log /dev/log len 80 format raw sample 1:2 profile p local7 info err',
      {
        destination: { kind: 'unix', path: '/dev/log', isAbstract: false },
        maxLengthBytes: 80,
        frame: 'raw',
        sample: { ranges: [[1, 1]], size: 2 },
        profile: 'p',
        facility: 23,
        maxLevel: 6,
        minLevel: 3,
      },
    ],
  ])('reads %s', (line, expected) => {
    const { record, errors } = applyLine(log, line, { section: proxy })
    expect(errors).toEqual([])
    expect(record.lines).toHaveLength(1)
    expect(record.lines[0]).toMatchObject(expected)
  })

  test('lines add up, global counts once, no log forgets', () => {
    const store = new OptionsStore()
    for (const line of ['log global', 'log 127.0.0.1 local0', 'log global'])
      applyLine(log, line, { store, section: proxy })
    expect(store.get(logOptions).lines).toEqual(['global', expect.anything()])
    expect(applyLine(log, 'no log', { store, section: proxy }).record.lines).toEqual([])
  })

  test.each([
    ['log', 'log : expects <address> and <facility> as arguments'],
    ['log 127.0.0.1', 'log : expects <address> and <facility> as arguments'],
    ['log 127.0.0.1 foo', "log : unknown log facility 'foo'"],
    ['log 127.0.0.1 local0 foo', "log : unknown optional log level 'foo'"],
    ['log 127.0.0.1 local0 info foo', "log : unknown optional minimum log level 'foo'"],
    ['log 127.0.0.1 local0 info debug x', "log : cannot handle unexpected argument 'x'"],
    ['log 127.0.0.1 len 10 local0', "log : invalid log length '10', must be between 80 and 65535"],
    ['log 127.0.0.1 len local0', "log : invalid log length 'local0', must be between 80 and 65535"],
    ['log 127.0.0.1 format foo local0', "log : unknown log format 'foo'"],
    ['log 127.0.0.1 sample 1,1:3 local0', 'log : ranges are overlapping'],
    ['log 127.0.0.1 format raw len 100 local0', "log : unknown log facility 'len'"],
    ['no log global', "log : 'no log' does not expect arguments"],
  ])('refuses %s', (line, expected) => {
    expect(errorsOf(line)).toEqual([expected])
  })

  test('refuses what only proxies may say, and backends without a name', () => {
    expect(errorsOf('log global', { kind: 'global', name: '' })).toEqual([
      "log : 'global' is not supported for a global syslog server",
    ])
    expect(errorsOf('log backend@ local0')[0]).toMatch(/missing backend name/)
    expect(errorsOf('log backend@b local0')).toEqual([])
  })
})

test.each([
  ['log-stderr global', 1, []],
  ['log-stderr ring@r local1 info', 1, []],
  ['log-stderr', 0, ['log-stderr : expects <address> and <facility> or global as arguments']],
])('%s', (line, count, errors) => {
  const read = applyLine(logStderr, line, { section: { kind: 'fcgi-app', name: 'php' } })
  expect([read.record.lines.length, read.errors]).toEqual([count, errors])
})
