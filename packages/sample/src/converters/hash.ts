/** Hashes that are not meant to be safe: the ones that balancing uses, and xxHash (manual 7.3.1). */
import {
  avalanche,
  crc32 as hashCrc32,
  crc32c as hashCrc32c,
  djb2 as hashDjb2,
  sdbm as hashSdbm,
  xxh3 as hashXxh3,
  xxh32 as hashXxh32,
  xxh64 as hashXxh64,
} from '@weir/base'
import { type ConverterKeyword, defineConverter, type ExpressionExample } from '@weir/keyword'
import { sint, withDefault } from '../parameters.ts'
import { type Sint, wrap } from '../sint.ts'

type NumberParameter = ReturnType<typeof withDefault<Sint>>

function defineHashConverter(
  name: string,
  summary: string,
  examples: readonly ExpressionExample[],
  hash: (bytes: Uint8Array) => number,
): ConverterKeyword<readonly [NumberParameter], 'bin', 'sint'> {
  return defineConverter({
    name,
    summary,
    manual: '7.3.1',
    in: 'bin',
    out: 'sint',
    params: [withDefault<Sint>(sint('avalanche'), 0)],
    examples,
    bind: ([spread]) => (spread === 0 ? hash : (input: Uint8Array) => avalanche(hash(input))),
  })
}

export const crc32 = defineHashConverter(
  'crc32',
  'Hashes with CRC-32 as Ethernet and gzip do, optionally spread by a full avalanche.',
  [
    { expression: 'str(abc),crc32', gives: '891568578' },
    { expression: 'str(abc),crc32(1)', gives: '930845320' },
  ],
  hashCrc32,
)

export const crc32c = defineHashConverter(
  'crc32c',
  'Hashes with CRC-32C (RFC 4960), optionally spread by a full avalanche.',
  [{ expression: 'str(abc),crc32c', gives: '910901175' }],
  hashCrc32c,
)

export const djb2 = defineHashConverter(
  'djb2',
  'Hashes with DJB2, optionally spread by a full avalanche.',
  [{ expression: 'str(abc),djb2', gives: '193485963' }],
  hashDjb2,
)

export const sdbm = defineHashConverter(
  'sdbm',
  'Hashes with SDBM, optionally spread by a full avalanche.',
  [{ expression: 'str(abc),sdbm', gives: '807794786' }],
  hashSdbm,
)

export const xxh32 = defineConverter({
  name: 'xxh32',
  summary: 'Hashes with 32-bit xxHash, with an optional seed.',
  manual: '7.3.1',
  in: 'bin',
  out: 'sint',
  params: [withDefault<Sint>(sint('seed'), 0)],
  examples: [{ expression: 'str(abc),xxh32', gives: '852579327' }],
  bind([seed]) {
    const number = Number(BigInt.asUintN(32, BigInt(seed)))
    return (input) => hashXxh32(input, number)
  },
})

function defineWideHashConverter(
  name: string,
  summary: string,
  examples: readonly ExpressionExample[],
  hash: (bytes: Uint8Array, seed: bigint) => bigint,
): ConverterKeyword<readonly [NumberParameter], 'bin', 'sint'> {
  return defineConverter({
    name,
    summary,
    manual: '7.3.1',
    in: 'bin',
    out: 'sint',
    params: [withDefault<Sint>(sint('seed'), 0)],
    examples,
    bind([seed]) {
      const number = BigInt.asUintN(64, BigInt(seed))
      return (input) => wrap(hash(input, number))
    },
  })
}

export const xxh64 = defineWideHashConverter(
  'xxh64',
  'Hashes with 64-bit xxHash, with an optional seed, to a signed integer.',
  [{ expression: 'str(abc),xxh64(5)', gives: '-1753195980308443340' }],
  hashXxh64,
)

export const xxh3 = defineWideHashConverter(
  'xxh3',
  'Hashes with the 64-bit variant of XXH3, with an optional seed, to a signed integer.',
  [{ expression: 'str(abc),xxh3', gives: '8696274497037089104' }],
  hashXxh3,
)
