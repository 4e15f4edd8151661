import { OptionsStore } from '@weir/keyword'
import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { timeouts } from './timeout.ts'

const read = (name: string, line: string) => readLine(timeouts.find((keyword) => keyword.name === name)!, line)

test.each([
  ['timeout connect', 'timeout connect 5s', { connectMs: 5000 }],
  ['timeout client', 'timeout client 10', { clientMs: 10 }],
  ['timeout client-fin', 'timeout client-fin 1m', { clientFinMs: 60000 }],
  ['timeout client-hs', 'timeout client-hs 1s', { clientHandshakeMs: 1000 }],
  ['timeout server', 'timeout server 1s', { serverMs: 1000 }],
  ['timeout server-fin', 'timeout server-fin 1s', { serverFinMs: 1000 }],
  ['timeout tunnel', 'timeout tunnel 1h', { tunnelMs: 3600000 }],
  ['timeout queue', 'timeout queue 1s', { queueMs: 1000 }],
  ['timeout check', 'timeout check 1s', { checkMs: 1000 }],
  ['timeout tarpit', 'timeout tarpit 1s', { tarpitMs: 1000 }],
  ['timeout http-request', 'timeout http-request 1s', { httpRequestMs: 1000 }],
  ['timeout http-keep-alive', 'timeout http-keep-alive 0', { httpKeepAliveMs: 0 }],
] as const)('%s: %s', (name, line, expected) => {
  expect(read(name, line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([['timeout client', 'timeout client x', 'expects a time']])('%s refuses %s', (name, line, message) => {
  expect(read(name, line).errors[0]).toContain(message)
})

test('another time in the same section is worth a warning', () => {
  const keyword = timeouts.find(({ name }) => name === 'timeout tarpit')!
  const store = new OptionsStore()
  const place = { store, section: 'frontend' } as const
  expect(readLine(keyword, 'timeout tarpit 1s', place).warnings).toEqual([])
  expect(readLine(keyword, 'timeout tarpit 2s', place).warnings).toEqual([
    "overwriting 'timeout tarpit' which was already specified",
  ])
  const defaults = { store, section: 'defaults' } as const
  expect(readLine(keyword, 'timeout tarpit 1s', defaults).warnings).toEqual([])
})
