/** Bytes as digits and back (manual 7.3.1). */
import { type Binder, custom, declaredAs, defineConverter, int, text } from '@weir/keyword'
import { bufferPort } from '../buffer.ts'
import { hexDigit, hexOfBytes } from '../bytes.ts'
import { withDefault } from '../parameters.ts'
import { bytesOfSint, type Sint, wrap } from '../sint.ts'

export const hex = defineConverter({
  name: 'hex',
  summary: 'Gives two upper-case hexadecimal digits a byte.',
  manual: '7.3.1',
  in: 'bin',
  out: 'str',
  params: [],
  examples: [
    { expression: 'bin(00ff),hex', gives: '00FF' },
    { expression: 'int(1),hex', gives: '0000000000000001' },
  ],
  bind(_, binder) {
    const most = Math.floor(binder.port(bufferPort).bytes / 2)
    return (input) => hexOfBytes(input.length > most ? input.subarray(0, most) : input)
  },
})

/** The integer of hexadecimal digits, modulo 2^64; null when there is any other character. */
function readHexadecimal(input: string): Sint | null {
  let value = 0
  for (let index = 0; index < input.length; index++) {
    const digit = hexDigit(input.charCodeAt(index))
    if (digit < 0) return null
    value = value * 16 + digit
  }
  if (input.length <= 13) return value
  return wrap(BigInt(`0x${input}`))
}

export const hex2i = defineConverter({
  name: 'hex2i',
  summary: 'Reads a hexadecimal number.',
  manual: '7.3.1',
  in: 'str',
  out: 'sint',
  params: [],
  examples: [
    { expression: 'str(1f),hex2i', gives: '31' },
    { expression: 'str(FFFFFFFFFFFFFFFF),hex2i', gives: '-1' },
    { expression: 'str(xyz),hex2i', gives: null },
  ],
  bind: () => readHexadecimal,
})

export const htonl = defineConverter({
  name: 'htonl',
  summary: 'Gives the four bytes of an unsigned 32-bit integer in network order.',
  manual: '7.3.1',
  in: 'sint',
  out: 'bin',
  params: [],
  examples: [{ expression: 'int(-1),htonl,hex', gives: 'FFFFFFFF' }],
  bind: () => (input) => bytesOfSint(input).slice(4),
})

export const base2 = defineConverter({
  name: 'base2',
  summary: 'Gives eight binary digits a byte.',
  manual: '7.3.1',
  in: 'bin',
  out: 'str',
  params: [],
  examples: [{ expression: 'bin(a5),base2', gives: '10100101' }],
  bind(_, binder) {
    const most = Math.floor(binder.port(bufferPort).bytes / 8)
    return (input) => {
      let digits = ''
      for (const byte of input.subarray(0, most)) digits += byte.toString(2).padStart(8, '0')
      return digits
    }
  },
})

/** A separator may hold commas only when quoted, and may be empty. */
const separator = custom('separator', '<separator>', (reader) => reader.next()?.text ?? '')

const truncate = withDefault(int('truncate'), 0)

function checkTruncate(value: number, complain: (message: string, argument?: number) => void): void {
  if (value !== 0 && value !== 1) complain(`unsupported truncate value (${value})`, 2)
}

/** Turns chunks of bytes to text, as many as a buffer holds; the last may be shorter unless `truncate` drops it. */
function joinChunks(
  size: number,
  truncates: boolean,
  between: string,
  show: (chunk: Uint8Array) => string,
  binder: Binder,
): (input: Uint8Array) => string {
  const longest = binder.port(bufferPort).bytes
  return (input) => {
    let joined = ''
    for (let start = 0; start < input.length; start += size) {
      if (truncates && start + size > input.length) break
      const text = show(input.subarray(start, start + size))
      if (joined.length + between.length + text.length > longest) break
      joined += start > 0 ? between + text : text
    }
    return joined
  }
}

function bigEndian(chunk: Uint8Array): string {
  if (chunk.length <= 6) return String(chunk.reduce((value, byte) => value * 256 + byte, 0))
  return String(chunk.reduce((value, byte) => value * 256n + BigInt(byte), 0n))
}

const littleEndian = (chunk: Uint8Array): string => bigEndian(chunk.slice().reverse())

export const be2dec = defineConverter({
  name: 'be2dec',
  summary: 'Gives the unsigned decimal number of each chunk of bytes, most significant byte first.',
  manual: '7.3.1',
  in: 'bin',
  out: 'str',
  params: [separator, withDefault(int('chunk_size'), 0), truncate],
  examples: [
    { expression: 'bin(01020304050607),be2dec(:,2)', gives: '258:772:1286:7' },
    { expression: 'bin(01020304050607),be2dec(-,2,1)', gives: '258-772-1286' },
    { expression: 'bin(7f000001),be2dec(.,1)', gives: '127.0.0.1' },
  ],
  check([, size, truncates], complain) {
    if (size < 1 || size > 8) complain(`chunk_size out of [1..8] range (${size})`, 1)
    checkTruncate(truncates, complain)
  },
  bind: ([between, size, truncates], binder) => joinChunks(size, truncates !== 0, between, bigEndian, binder),
})

export const le2dec = defineConverter({
  name: 'le2dec',
  summary: 'Gives the unsigned decimal number of each chunk of bytes, least significant byte first.',
  manual: '7.3.1',
  in: 'bin',
  out: 'str',
  params: [separator, withDefault(int('chunk_size'), 0), truncate],
  examples: [
    { expression: 'bin(01020304050607),le2dec(:,2)', gives: '513:1027:1541:7' },
    { expression: 'bin(01020304050607),le2dec(-,2,1)', gives: '513-1027-1541' },
  ],
  check([, size, truncates], complain) {
    if (size < 1 || size > 8) complain(`chunk_size out of [1..8] range (${size})`, 1)
    checkTruncate(truncates, complain)
  },
  bind: ([between, size, truncates], binder) => joinChunks(size, truncates !== 0, between, littleEndian, binder),
})

export const be2hex = defineConverter({
  name: 'be2hex',
  summary: 'Gives the hexadecimal digits of each chunk of bytes.',
  manual: '7.3.1',
  in: 'bin',
  out: 'str',
  params: [declaredAs(withDefault(text('separator'), ''), 1), withDefault(int('chunk_size'), 0), truncate],
  examples: [
    { expression: 'bin(01020304050607),be2hex(:,2)', gives: '0102:0304:0506:07' },
    { expression: 'bin(01020304050607),be2hex(--,2,1)', gives: '0102--0304--0506' },
  ],
  check([between, size, truncates], complain) {
    if (size < 0 || (size === 0 && (between !== '' || truncates !== 0)))
      complain(`chunk_size needs to be positive (${size})`, 1)
    checkTruncate(truncates, complain)
  },
  bind: ([between, size, truncates], binder) =>
    joinChunks(size === 0 ? 1 : size, truncates !== 0, between, hexOfBytes, binder),
})
