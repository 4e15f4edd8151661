import { expect, it } from 'vitest'
import { encodeHeaders } from '../fetches/hdr.ts'
import { exchange } from '../testing/exchange.ts'
import { decodeHeaders } from './headers-bin.ts'

const block = (...headers: readonly (readonly [string, string])[]) =>
  Buffer.from(encodeHeaders(headers)).toString('hex')
const request = 'GET / HTTP/1.1\r\nHost: h\r\nX-A: old\r\nX-B: kept\r\n\r\n'
const sent = async (...rules: readonly string[]): Promise<string[]> =>
  ((await exchange({ frontend: rules }, request)).sent ?? '')
    .split('\r\n')
    .slice(1)
    .filter((line) => line !== '')

it('appends, and puts in the place of others', async () => {
  const hex = block(['X-A', '1'], ['x-a', '2'], ['X-C', '3'])
  expect(await sent(`http-request add-headers-bin bin(${hex})`)).toEqual([
    'host: h',
    'x-a: old',
    'x-b: kept',
    'x-a: 1',
    'x-a: 2',
    'x-c: 3',
  ])
  expect(await sent(`http-request set-headers-bin bin(${hex})`)).toEqual([
    'host: h',
    'x-b: kept',
    'x-a: 1',
    'x-a: 2',
    'x-c: 3',
  ])
})

it('takes those with a prefix alone', async () => {
  const hex = block(['X-A', '1'], ['Y-A', '2'])
  expect(await sent(`http-request add-headers-bin bin(${hex}) prefix Y-`)).toContain('y-a: 2')
  expect(await sent(`http-request add-headers-bin bin(${hex}) prefix Y-`)).not.toContain('x-a: 1')
})

it('leaves out what would break the message', async () => {
  const hex = block(['X D', '1'], ['x:e', '2'], ['x-f', 'good\r\nx-g: bad'])
  const lines = await sent(`http-request add-headers-bin bin(${hex})`)
  expect(lines).toEqual(['host: h', 'x-a: old', 'x-b: kept', 'x-f: good'])
})

it('does nothing without a block', async () => {
  expect(await sent('http-request set-headers-bin var(txn.none)')).toEqual(['host: h', 'x-a: old', 'x-b: kept'])
})

it('edits responses', async () => {
  const hex = block(['x-added', '1'])
  const { got } = await exchange({ frontend: [`http-response add-headers-bin bin(${hex})`] })
  expect(got).toContain('\r\nx-added: 1\r\n')
})

it.each([0, 1, 239, 240, 2287, 2288, 300_000])('reads a value of %d bytes back', (length) => {
  const headers = [['n', 'v'.repeat(length)]] as const
  expect(decodeHeaders(encodeHeaders(headers))).toEqual(headers)
})

it('ends at a length that promises too much', () => {
  expect(decodeHeaders(Uint8Array.of(1, 0x61, 1, 0x62, 1, 0x63, 9, 0x64))).toEqual([['a', 'b']])
  expect(decodeHeaders(Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 255))).toEqual([])
})
