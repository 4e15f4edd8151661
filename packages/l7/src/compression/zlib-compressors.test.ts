import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Compressor, Packing } from './compressor.ts'
import { ZlibCompressors } from './zlib-compressors.ts'

const pack = (compressor: Compressor, text: string, isLast: boolean): Promise<Uint8Array> =>
  new Promise((resolve, reject) => compressor.compress(Buffer.from(text), isLast, resolve, reject))

const unpack: Record<Packing, (bytes: Uint8Array) => Buffer> = {
  gzip: (bytes) => gunzipSync(bytes),
  deflate: (bytes) => inflateSync(bytes),
  'raw-deflate': (bytes) => inflateRawSync(bytes),
}

test.each(Object.keys(unpack) as Packing[])('%s, piece by piece, and again with the same state', async (algorithm) => {
  const compressors = new ZlibCompressors({ windowBits: 15, memoryLevel: 8, level: 1 })
  for (const round of ['one', 'two', 'three']) {
    const compressor = compressors.create(algorithm)
    const pieces = [await pack(compressor, round, false), await pack(compressor, '', true)]
    expect(pieces[0]!.length).toBeGreaterThan(0)
    expect(unpack[algorithm](Buffer.concat(pieces)).toString()).toBe(round)
    compressor.close()
  }
})

test.each(Object.keys(unpack) as Packing[])('%s, at once', (algorithm) => {
  const packed = new ZlibCompressors({ windowBits: 8, memoryLevel: 1, level: 9 }).pack(algorithm, Buffer.from('whole'))
  expect(unpack[algorithm](packed).toString()).toBe('whole')
})

test('nothing is heard of a compressor that was given up', async () => {
  const compressors = new ZlibCompressors({ windowBits: 8, memoryLevel: 1, level: 9 })
  const compressor = compressors.create('gzip')
  let isDone = false
  const heard = (): void => {
    isDone = true
  }
  compressor.compress(Buffer.from('x'), false, heard, heard)
  compressor.close()
  compressor.close()
  await pack(compressors.create('gzip'), 'later', true)
  expect(isDone).toBe(false)
})

test('memory as zlib documents it', () => {
  expect(new ZlibCompressors({ windowBits: 15, memoryLevel: 8, level: 1 }).bytesEach).toBe(262144)
})
