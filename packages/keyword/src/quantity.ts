/** A value that could not be read, with the reason in the form "expects …". */
export interface QuantityError {
  readonly error: string
}

const unitMs: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** HAProxy keeps times in 32-bit signed milliseconds. */
const maximumMs = 2 ** 31 - 1

/** HAProxy keeps sizes in 32 bits. */
const maximumBytes = 2 ** 32 - 1

/** An optionally signed decimal integer, or null. */
export function parseInteger(text: string): number | null {
  if (!/^[+-]?[0-9]+$/.test(text)) return null
  return Number(text)
}

/** The number that a word starts with, 0 without one: what C's atol makes of it. */
export function parseLeadingInteger(text: string): number {
  return Number(/^\s*([+-]?[0-9]+)/.exec(text)?.[1] ?? 0)
}

/** What C makes of the number that a word starts with when it keeps it in so many bits: it wraps around. */
export function parseWrappedInteger(text: string, bits: 16 | 32): number {
  const match = /^\s*([+-]?[0-9]+)/.exec(text)
  if (match === null) return 0
  const limit = 2n ** 63n
  const value = BigInt(match[1]!.replace('+', ''))
  const long = value >= limit ? limit - 1n : value < -limit ? -limit : value
  return Number(bits === 16 ? BigInt.asUintN(16, long) : BigInt.asIntN(32, long))
}

/** A time (manual 2.5) in milliseconds. Microseconds are rounded up, so that a positive time never becomes zero. */
export function parseDuration(
  text: string,
  defaultUnit: 'us' | 'ms' | 's' = 'ms',
  limitMs = maximumMs,
): number | QuantityError {
  const match = /^([0-9]+)(us|ms|s|m|h|d)?$/.exec(text)
  if (match === null) return { error: `expects a time such as '10s' (units us, ms, s, m, h, d), but got '${text}'` }
  const valueMs = Math.ceil(Number(match[1]) * unitMs[match[2] ?? defaultUnit]!)
  if (valueMs > limitMs)
    return {
      error: `expects a time of at most ${limitMs} ms (about ${(limitMs / 86_400_000).toFixed(1)} days), but got '${text}'`,
    }
  return valueMs
}

/** A size in bytes: a decimal integer with an optional `k`, `m` or `g` (powers of 1024, either case). */
export function parseSize(text: string): number | QuantityError {
  const match = /^([0-9]+)([kmgKMG])?$/.exec(text)
  if (match === null) return { error: `expects a size such as '16k' (units k, m, g), but got '${text}'` }
  const shift = { k: 1024, m: 1024 ** 2, g: 1024 ** 3 }[(match[2] ?? '').toLowerCase()] ?? 1
  const bytes = Number(match[1]) * shift
  return bytes <= maximumBytes ? bytes : { error: `expects a size of at most 4294967295, but got '${text}'` }
}
