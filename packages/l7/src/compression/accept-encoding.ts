import { splitList } from '../header-values.ts'
import { type CompressionAlgorithm, codingOf } from './algorithm.ts'

/**
 * Chooses how to pack an answer for a client that sends these `Accept-Encoding` values: the coding of the highest weight,
 * of equals the first one listed. What both kinds of deflate or `*` fit is the one configured last, as HAProxy chooses
 * (seen in the oracle); so `algorithms` begins with that one. Identity needs no leave of the client.
 */
export function chooseAlgorithm(
  values: readonly string[],
  algorithms: readonly CompressionAlgorithm[],
): CompressionAlgorithm | null {
  let best: CompressionAlgorithm | null = null
  let bestWeight = 0
  for (const part of values.flatMap(splitList)) {
    const token = /^[^;, \t]*/.exec(part)![0].toLowerCase()
    const weight = weightOf(part.slice(token.length))
    if (weight <= bestWeight) continue
    const algorithm = algorithms.find((each) => token === '*' || codingOf(each) === token)
    if (algorithm === undefined) continue
    best = algorithm
    bestWeight = weight
  }
  return best ?? (algorithms.includes('identity') ? 'identity' : null)
}

/** The weight in thousandths. What is no weight counts as 1, and so does one above it. */
function weightOf(parameters: string): number {
  const weight = /;[ \t]*q=(.*)/.exec(parameters)?.[1]
  if (weight === undefined || !weight.startsWith('0')) return 1000
  const decimals = /^0\.(\d{0,3})/.exec(weight)?.[1] ?? ''
  return Number(decimals.padEnd(3, '0'))
}
