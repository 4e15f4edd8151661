/** Daniel J. Bernstein's string hash (times 33, plus), 32 bits unsigned. Strings are byte strings. */
export function djb2(input: string | Uint8Array): number {
  let hash = 5381
  if (typeof input === 'string') {
    for (let index = 0; index < input.length; index++) hash = ((hash << 5) + hash + input.charCodeAt(index)) | 0
  } else {
    for (let index = 0; index < input.length; index++) hash = ((hash << 5) + hash + input[index]!) | 0
  }
  return hash >>> 0
}
