/** How bodies can be packed (manual 4.2, `compression algo`). */
export type CompressionAlgorithm = 'identity' | 'gzip' | 'deflate' | 'raw-deflate'

export const compressionAlgorithms: readonly CompressionAlgorithm[] = ['identity', 'deflate', 'raw-deflate', 'gzip']

/** The name that messages use: both kinds of deflate share one. */
export function codingOf(algorithm: CompressionAlgorithm): string {
  return algorithm === 'raw-deflate' ? 'deflate' : algorithm
}
