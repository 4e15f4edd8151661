import { type Binder, definePort } from '@weir/keyword'

/** How many bytes a sample may have that a converter makes longer than its input (`tune.bufsize`). */
export interface BufferSize {
  readonly bytes: number
}

/** Supplied by whoever knows the configuration's `tune.bufsize`. */
export const bufferPort = definePort<BufferSize>('buffer', { bytes: 16384 })

/** The longest string: a terminator takes one byte of the buffer. */
export function longestText(binder: Binder): number {
  return binder.port(bufferPort).bytes - 1
}
