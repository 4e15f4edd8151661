import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { inertSwitches, logSwitches, optionTcpka, proxySwitches } from './option.ts'

test('switches of proxies go on and off', () => {
  for (const keyword of proxySwitches) {
    const on = Object.values(readLine(keyword, keyword.name).record).filter((value) => value === true)
    const off = Object.values(readLine(keyword, `no ${keyword.name}`).record).filter((value) => value === true)
    expect([keyword.name, on.length, off.length]).toEqual([keyword.name, 1, 0])
  }
})

test('switches of logging go on and off', () => {
  for (const keyword of logSwitches) {
    const on = Object.values(readLine(keyword, keyword.name).record).filter((value) => value === true)
    const off = Object.values(readLine(keyword, `no ${keyword.name}`).record).filter((value) => value === true)
    expect([keyword.name, on.length, off.length]).toEqual([keyword.name, 1, 0])
  }
})

test('tcpka is both sides', () => {
  expect(readLine(optionTcpka, 'option tcpka').record).toMatchObject({
    hasClientKeepAlive: true,
    hasServerKeepAlive: true,
  })
})

test('switches without effect say why', () => {
  for (const keyword of inertSwitches) {
    expect(readLine(keyword, keyword.name).errors).toEqual([])
    expect(keyword.withoutEffect).toMatch(/\w/)
  }
})
