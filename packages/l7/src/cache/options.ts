import { defineOptions } from '@weir/keyword'

/** A `cache` section. */
export interface CacheOptions {
  /** `total-max-size`; null as long as no line gives it. */
  totalMegabytes: number | null
  /** `max-object-size`; 0 for a 256th of the whole. */
  maxObjectBytes: number
  maxAgeSeconds: number
  processesVary: boolean
  maxSecondaryEntries: number
  /** Whether links are told before an answer that is not there any more; `only`: without any answer being kept. */
  earlyHints: 'off' | 'on' | 'only'
  /** How much of the cache hints may take, in percent, where answers are kept as well. */
  hintPercent: number
}

export const cacheOptions = defineOptions<CacheOptions>('cache', () => ({
  totalMegabytes: null,
  maxObjectBytes: 0,
  maxAgeSeconds: 60,
  processesVary: false,
  maxSecondaryEntries: 10,
  earlyHints: 'off',
  hintPercent: 25,
}))
