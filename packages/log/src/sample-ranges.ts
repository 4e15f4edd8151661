import { parseWrappedInteger } from '@weir/keyword'
import type { LogSample } from './target.ts'

/** Of numbers 32 bits count (seen in the oracle). */
const numberOf = (digits: string): number => parseWrappedInteger(digits, 32) >>> 0

/** Reads `1-2,5:10`: which of every ten messages are taken. Ranges come back sorted. */
export function parseLogSample(text: string): LogSample | { readonly error: string } {
  const colon = text.lastIndexOf(':')
  const ranges: [number, number][] = []
  const rangesText = colon < 0 ? text : text.slice(0, colon)
  if (colon < 0) return { error: 'missing sample size' }
  for (const part of rangesText.split(',')) {
    const match = /^([0-9]+)(?:-([0-9]+))?$/.exec(part)
    const low = numberOf(match?.[1] ?? '')
    const high = match?.[2] === undefined ? low : numberOf(match[2])
    if (match === null || low < 1 || high < low) return { error: `wrong sample range '${part}'` }
    ranges.push([low, high])
  }
  ranges.sort((a, b) => a[0] - b[0])
  for (let index = 1; index < ranges.length; index++) {
    if (ranges[index]![0] <= ranges[index - 1]![1]) return { error: 'ranges are overlapping' }
  }
  const sizeText = text.slice(colon + 1)
  const size = /^[0-9]+$/.test(sizeText) ? numberOf(sizeText) : 0
  if (size < 1) return { error: `wrong sample size '${sizeText}' for sample range '${rangesText}'` }
  const highest = ranges[ranges.length - 1]![1]
  if (size < highest) {
    return {
      error: `sample size ${size} should be greater or equal to ${highest} the maximum of the high ranges limits`,
    }
  }
  return { ranges, size }
}

/** Whether the message at `position` (from 1 to the sample's size) is taken. */
export function isSampled(sample: LogSample, position: number): boolean {
  for (const [low, high] of sample.ranges) if (position >= low && position <= high) return true
  return false
}
