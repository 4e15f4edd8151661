import type { Clock } from '@weir/base'
import { CompressionLimits } from './compression-limits.ts'
import type { CompressionProcessOptions } from './options.ts'
import { ZlibCompressors } from './zlib-compressors.ts'

/** What `global` allows, over zlib and the process's own CPU time. */
export function createCompressionLimits(options: CompressionProcessOptions, clock: Clock): CompressionLimits {
  const { windowBits, memoryLevel, maxLevel } = options
  return new CompressionLimits(
    new ZlibCompressors({ windowBits, memoryLevel, level: maxLevel }),
    {
      bytesPerSecond: options.maxBytesPerSecond ?? Number.POSITIVE_INFINITY,
      cpuPercent: options.maxCpuPercent,
      memoryBytes: options.maxMemoryBytes ?? Number.POSITIVE_INFINITY,
    },
    clock,
    () => {
      const { user, system } = process.cpuUsage()
      return (user + system) / 1000
    },
  )
}
