/**
 * HAProxy's integers have 64 bits with a sign, and saturate. Here they are numbers as long as those are exact, and
 * bigints beyond: `5` is a number, `2n ** 60n` a bigint, and no value has two forms.
 */
export type Sint = number | bigint

export const maximumSint = 2n ** 63n - 1n
export const minimumSint = -(2n ** 63n)
const largestExact = BigInt(Number.MAX_SAFE_INTEGER)

/** The nearest 64-bit value in its one form. */
export function saturate(value: bigint): Sint {
  if (value <= largestExact && value >= -largestExact) return Number(value)
  return value > maximumSint ? maximumSint : value < minimumSint ? minimumSint : value
}

/** The value modulo 2^64, in its one form. */
export function wrap(value: bigint): Sint {
  return saturate(BigInt.asIntN(64, value))
}

/**
 * Reads as HAProxy turns strings to integers: an optional sign and as many digits as there are, saturating; anything
 * else reads as 0. An empty string gives null.
 */
export function parseSint(text: string): Sint | null {
  if (text.length === 0) return null
  let index = 0
  const first = text.charCodeAt(0)
  if (first === 45 || first === 43) index = 1
  let value = 0
  const start = index
  for (; index < text.length; index++) {
    const digit = text.charCodeAt(index) - 48
    if (digit < 0 || digit > 9) break
    if (index - start >= 15) return parseLongSint(text, start)
    value = value * 10 + digit
  }
  return first === 45 && value !== 0 ? -value : value
}

function parseLongSint(text: string, start: number): Sint {
  let end = start
  while (end < text.length && text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end++
  const value = BigInt(text.slice(start, end))
  return saturate(text.charCodeAt(0) === 45 ? -value : value)
}

/** Eight bytes, most significant first. */
export function bytesOfSint(value: Sint): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigInt64(0, BigInt(value))
  return bytes
}
