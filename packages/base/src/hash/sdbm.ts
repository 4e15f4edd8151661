/** The hash of the sdbm library (public domain), 32 bits unsigned. Strings are byte strings. */
export function sdbm(input: string | Uint8Array): number {
  let hash = 0
  if (typeof input === 'string') {
    for (let index = 0; index < input.length; index++) {
      hash = (input.charCodeAt(index) + (hash << 6) + (hash << 16) - hash) | 0
    }
  } else {
    for (let index = 0; index < input.length; index++) {
      hash = (input[index]! + (hash << 6) + (hash << 16) - hash) | 0
    }
  }
  return hash >>> 0
}
