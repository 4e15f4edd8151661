import { describe, expect, test } from 'vitest'
import { parseDuration, parseInteger, parseSize, parseWrappedInteger } from './quantity.ts'

describe('parseInteger', () => {
  test.each<[string, number | null]>([
    ['0', 0],
    ['+5', 5],
    ['-5', -5],
    ['007', 7],
    ['', null],
    ['5x', null],
    ['5.0', null],
    ['0x5', null],
    [' 5', null],
  ])('%j', (text, value) => expect(parseInteger(text)).toBe(value))
})

describe('parseWrappedInteger', () => {
  test.each<[string, 16 | 32, number]>([
    ['5x', 32, 5],
    ['x', 32, 0],
    ['-1', 32, -1],
    ['-1', 16, 65535],
    ['65536', 16, 0],
    ['4294967297', 32, 1],
    ['2147483648', 32, -2147483648],
    ['99999999999999999999', 32, -1],
  ])('%s in %i bits', (text, bits, value) => expect(parseWrappedInteger(text, bits)).toBe(value))
})

describe('parseDuration', () => {
  test.each<[string, number]>([
    ['10', 10],
    ['10ms', 10],
    ['1s', 1000],
    ['2m', 120_000],
    ['1h', 3_600_000],
    ['1d', 86_400_000],
    ['1us', 1],
    ['0us', 0],
    ['1500us', 2],
    ['2147483647', 2147483647],
  ])('%s', (text, value) => expect(parseDuration(text)).toBe(value))

  test('a bare number takes the default unit', () => {
    expect(parseDuration('10', 's')).toBe(10_000)
    expect(parseDuration('10', 'us')).toBe(1)
  })

  test.each(['', 's', '1.5s', '-1', '1w', '1S', '2147483648', '25d'])('refuses %j', (text) => {
    expect(parseDuration(text)).toEqual({ error: expect.stringMatching(/^expects a time .* but got '/) })
  })
})

describe('parseSize', () => {
  test.each([
    ['0', 0],
    ['10', 10],
    ['2k', 2048],
    ['2K', 2048],
    ['1m', 1048576],
    ['1G', 1073741824],
  ])('%s', (text, value) => expect(parseSize(text)).toBe(value))

  test.each(['', 'k', '1kb', '1.5k', '-1', '1t'])('refuses %j', (text) => {
    expect(parseSize(text)).toEqual({ error: expect.stringMatching(/^expects a size .* but got '/) })
  })
})
