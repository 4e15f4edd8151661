import { expect, test } from 'vitest'
import { encodeBegin, encodeEnd, encodePairs, encodeStream, RecordReader, recordTypes } from './records.ts'

/** What a reader makes of bytes that come in pieces. */
function read(bytes: Uint8Array, pieceBytes: number, id = 1): [number, number][] {
  const records: [number, number][] = []
  const reader = new RecordReader((type, content) => records.push([type, content.length]))
  for (let at = 0; at < bytes.length; at += pieceBytes) reader.push(bytes.subarray(at, at + pieceBytes), () => id)
  return records
}

test('a request begins with the role of a responder', () => {
  expect([...encodeBegin(258, true)]).toEqual([1, 1, 1, 2, 0, 8, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0])
  expect(encodeBegin(1, false)[10]).toBe(0)
})

test('long names and values take four bytes for their length', () => {
  expect([...encodePairs([['A', 'bc']])]).toEqual([1, 2, 0x41, 0x62, 0x63])
  expect([...encodePairs([['', 'x'.repeat(128)]]).subarray(0, 6)]).toEqual([0, 0x80, 0, 0, 128, 0x78])
})

test.each([1, 7, 8, 100_000])('streams are cut into records, whatever the pieces: %d', (pieceBytes) => {
  const bytes = Buffer.concat([
    encodeStream(recordTypes.stdout, 1, new Uint8Array(65_536)),
    encodeStream(recordTypes.stdout, 2, new Uint8Array(5)),
    encodeEnd(recordTypes.stdout, 1),
  ])
  expect(read(bytes, pieceBytes)).toEqual([
    [recordTypes.stdout, 65_535],
    [recordTypes.stdout, 1],
    [recordTypes.stdout, 0],
  ])
})

test('padding is passed over, and no bytes make no record', () => {
  expect(read(Uint8Array.of(1, 6, 0, 1, 0, 1, 2, 0, 9, 0, 0), 100)).toEqual([[6, 1]])
  expect(encodeStream(recordTypes.stdin, 1, new Uint8Array(0))).toHaveLength(0)
})

test('another version is no FastCGI', () => {
  expect(new RecordReader(() => {}).push(new Uint8Array(8).fill(0x48), () => 1)).toBe(false)
})
