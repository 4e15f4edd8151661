import { xxh32 } from '@weir/base'
import { blocksOf, type CacheEntry, type HttpCache } from '@weir/l7'
import { defineRuntimeCommand } from '../command.ts'

/** What caches hold. Management manual 9.3; in place of addresses stand numbers that are as good for telling things apart. */
export const showCache = defineRuntimeCommand({
  name: 'show cache',
  usage: 'show cache',
  summary: 'Show cache status.',
  level: 'operator',
  run: ({ view }) => view.caches.map(describe).join(''),
})

function describe(cache: HttpCache, index: number): string {
  const number = address(index + 1)
  const lines = [`${number}: ${cache.name} (shctx:${number}, available blocks:${cache.availableBlocks})\n`]
  let count = 0
  for (const entry of cache.entries) lines.push(describeEntry(cache, entry, address((index + 1) * 0x1000000 + ++count)))
  return lines.join('')
}

function describeEntry(cache: HttpCache, entry: CacheEntry, number: string): string {
  const { codings, referer, origin } = entry.variance
  const isVarying = codings !== null || referer !== null || origin !== null
  const vary = isVarying ? hash([codings?.join() ?? '', referer ?? '', origin ?? ''].join('\n')) : 0
  const { sizeBytes, readerCount } = entry
  return `${number} hash:${hash(entry.key)} vary:0x${vary.toString(16).padStart(16, '0')} size:${sizeBytes} (${blocksOf(entry)} blocks), refcount:${readerCount}, expire:${cache.remainingSeconds(entry)}\n`
}

const address = (number: number): string => `0x${number.toString(16).padStart(12, '0')}`
const hash = (text: string): number => xxh32(Buffer.from(text, 'latin1'))
