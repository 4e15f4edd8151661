import { defineOptions } from '@weir/keyword'
import type { CompressionAlgorithm } from './algorithm.ts'

export type CompressionDirection = 'request' | 'response' | 'both'

/** The `compression` lines of a proxy. */
export interface CompressionOptions {
  /** True once there is any such line. */
  isMentioned: boolean
  algorithms: CompressionAlgorithm[]
  requestAlgorithm: CompressionAlgorithm | null
  /** Beginnings of media types, in lower case. Empty: any. */
  types: string[]
  requestTypes: string[]
  minBytes: number
  minRequestBytes: number
  offloads: boolean
  direction: CompressionDirection | null
}

export const compressionOptions = defineOptions<CompressionOptions>('compression', () => ({
  isMentioned: false,
  algorithms: [],
  requestAlgorithm: null,
  types: [],
  requestTypes: [],
  minBytes: 0,
  minRequestBytes: 0,
  offloads: false,
  direction: null,
}))

/** What `global` says of compression. Null: no limit. */
export interface CompressionProcessOptions {
  maxBytesPerSecond: number | null
  maxCpuPercent: number
  maxMemoryBytes: number | null
  maxLevel: number
  memoryLevel: number
  windowBits: number
}

export const compressionProcessOptions = defineOptions<CompressionProcessOptions>('compression-process', () => ({
  maxBytesPerSecond: null,
  maxCpuPercent: 100,
  maxMemoryBytes: null,
  maxLevel: 1,
  memoryLevel: 8,
  windowBits: 15,
}))
