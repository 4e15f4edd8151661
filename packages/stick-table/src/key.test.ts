import { parseIpAddress } from '@weir/base'
import type { SampleValue } from '@weir/keyword'
import { describe, expect, test } from 'vitest'
import { keyOfSample, keyOfText, textOfKey } from './key.ts'
import type { TableType } from './table-definition.ts'

const address = (text: string) => parseIpAddress(text)!

describe('keys, as HAProxy 2.6 shows them', () => {
  test.each<[TableType, number, SampleValue, string | null]>([
    ['ip', 0, address('192.0.2.1'), '192.0.2.1'],
    ['ip', 0, address('::ffff:192.0.2.1'), '192.0.2.1'],
    ['ip', 0, address('2001:db8::1'), null],
    ['ip', 0, 'zz', null],
    ['ipv6', 0, address('127.0.0.1'), '::ffff:127.0.0.1'],
    ['ipv6', 0, '::1', '::1'],
    ['integer', 0, '12', '12'],
    ['integer', 0, '-3', '4294967293'],
    ['integer', 0, '4294967299', '3'],
    ['integer', 0, 'zz', '0'],
    ['string', 5, 'abcdefgh', 'abcde'],
    ['string', 5, Uint8Array.of(97, 0, 98), 'a'],
    ['string', 5, 12, '12'],
    ['binary', 4, 'ab', '61620000'],
    ['binary', 4, 'abcdefg', '61626364'],
    ['binary', 3, 'kz', '6B7A00'],
  ])('type %s len %i of %o is %s', (type, keyLength, value, expected) => {
    const shape = { type, keyLength }
    const key = keyOfSample(value, shape)
    expect(key === null ? null : textOfKey(key, shape)).toBe(expected)
  })

  test.each<[TableType, string, string | number | null]>([
    ['ip', '192.0.2.1', '192.0.2.1'],
    ['ip', 'zed', null],
    ['integer', '77', 77],
    ['integer', 'abc', null],
    ['string', 'zed', 'zed'],
    ['binary', '6162', null],
  ])('type %s reads %s by hand as %s', (type, text, expected) => {
    expect(keyOfText(text, { type, keyLength: 31 })).toBe(expected)
  })
})
