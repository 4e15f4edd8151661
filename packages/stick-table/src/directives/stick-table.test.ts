import { describe, expect, test } from 'vitest'
import { stickOptions } from '../options.ts'
import type { TableDefinition } from '../table-definition.ts'
import { readLines } from '../testing/read-lines.ts'

/** The definition in short: type, length, size, expiry, flags, stored types. */
function read(line: string): string {
  const { options, declared, messages } = readLines('backend', [line])
  expect(messages).toEqual([])
  const table = declared.get('be') as TableDefinition
  expect(options.get(stickOptions).table).toBe(table)
  const { type, keyLength, size, expireMs, isNoPurge, serverKey, byteRateFactor } = table
  const stored = table.stored.map((each) => `${each.type.name}/${each.length}/${each.periodMs ?? '-'}`)
  return [type, keyLength, size, expireMs, isNoPurge, serverKey, byteRateFactor, ...stored].join(' ')
}

describe('stick-table', () => {
  test.each([
    ['stick-table type ip size 1k', 'ip 0 1024   false  1'],
    ['stick-table type ipv4 size 10 expire 5m', 'ip 0 10 300000 false  1'],
    ['stick-table expire 5s size 1k type ipv6 nopurge', 'ipv6 0 1024 5000 true  1'],
    ['stick-table type string size 1', 'string 31 1  false  1'],
    ['stick-table type string len 5 size 1 srvkey addr', 'string 5 1  false addr 1'],
    ['stick-table type binary size 1', 'binary 32 1  false  1'],
    ['stick-table type binary len 16 size 1 brates-factor 4', 'binary 16 1  false  4'],
    ['stick-table type integer size 1 store', 'integer 0 1  false  1'],
    [
      'stick-table type ip size 1 store gpc0,conn_rate(30s) store gpt(3),gpc_rate(2,10)',
      'ip 0 1  false  1 gpc0/1/- conn_rate/1/30000 gpt/3/- gpc_rate/2/10',
    ],
  ])('%s', (line, expected) => {
    expect(read(line).replace(/ +/g, ' ')).toBe(expected.replace(/ +/g, ' '))
  })

  test.each([
    ['type ip', 'stick-table: missing size.'],
    ['size 10', 'stick-table: missing type.'],
    ['type foo size 1', "stick-table: unknown type 'foo'."],
    ['type ip size 0', 'stick-table: missing size.'],
    ['type ip size 1k bar', "stick-table: unknown argument 'bar'."],
    ['type integer len 4 size 4', "stick-table: unknown argument 'len'."],
    ['type ip size 1k expire', "stick-table: missing argument after 'expire'."],
    ['type ip size 1k srvkey x', "stick-table : unknown server key type 'x'."],
    ['type ip size 1k store foo', "stick-table: unknown store option 'foo'."],
    ['type ip size 1k store conn_rate', "stick-table: missing argument to store option 'conn_rate'."],
    ['type ip size 1k store conn_cnt(5)', "stick-table: unexpected argument to store option 'conn_cnt'."],
    ['type ip size 1k store conn_rate(10x)', "stick-table: error when processing store option 'conn_rate'."],
    ['type ip size 1k store gpc(0)', "stick-table: array size is out of allowed range (1-100) for store option 'gpc'."],
    [
      'type ip size 1k store gpc(2),gpc0',
      "stick-table: simultaneous usage of 'gpc' and 'gpc[0/1]' in a same table is not permitted as 'gpc' overrides 'gpc[0/1]'.",
    ],
    ['type ip size 1k store gpc0,gpc0', "stick-table: store option 'gpc0' already enabled, ignored."],
    [
      'type ip size 1k brates-factor 2000',
      "argument 'brates-factor' must be greater than 0 and lower or equal than 1024.",
    ],
  ])('%s says why not', (words, message) => {
    expect(readLines('backend', [`stick-table ${words}`]).messages).toEqual([message])
  })

  test('a section has one table', () => {
    const line = 'stick-table type ip size 1k'
    expect(readLines('backend', [line, line]).messages).toEqual([
      "stick-table name 'be' conflicts with table declared in backend 'be' at test.cfg:1.",
    ])
  })
})
