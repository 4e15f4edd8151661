import type { ArgumentReader } from '@weir/keyword'
import { processOptions } from '@weir/l4'
import { httpProcessOptions } from './options.ts'

/** What the answers that a configuration describes have room for. */
export interface BufferLimits {
  /** `tune.bufsize`. */
  readonly bufferBytes: number
  /** The same without `tune.maxrewrite`. */
  readonly messageBytes: number
}

/** The limits that the lines above a reader's give. */
export function bufferLimits({ host }: ArgumentReader): BufferLimits {
  const { bufferSizeBytes } = host.settings?.(processOptions) ?? processOptions.create()
  const { maxRewriteBytes } = host.settings?.(httpProcessOptions) ?? httpProcessOptions.create()
  return { bufferBytes: bufferSizeBytes, messageBytes: bufferSizeBytes - maxRewriteBytes }
}
