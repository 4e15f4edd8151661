import { defineOptions } from '@weir/keyword'

/** A `cache` section. */
export interface CacheOptions {
  /** `total-max-size`; 0 as long as no line gives it. */
  totalMegabytes: number
  /** `max-object-size`; 0 for a 256th of the whole. */
  maxObjectBytes: number
  maxAgeSeconds: number
  processesVary: boolean
  maxSecondaryEntries: number
}

export const cacheOptions = defineOptions<CacheOptions>('cache', () => ({
  totalMegabytes: 0,
  maxObjectBytes: 0,
  maxAgeSeconds: 60,
  processesVary: false,
  maxSecondaryEntries: 10,
}))
