/** Compares two observations and names each place where they part. */
import type { Observation } from './observation.ts'

export interface Difference {
  readonly at: string
  readonly expected: unknown
  readonly seen: unknown
}

/** Keys kept for the reader only. */
const NOT_COMPARED = new Set(['wording'])
/** As an expected value: the ledger knows that 3.x differs here, but not how. */
export const ANYTHING = '<anything>'

export function compareObservations(expected: Observation, seen: Observation): Difference[] {
  const differences: Difference[] = []
  // A program that did not start explains all the rest.
  if ('start' in expected && 'start' in seen && expected.start !== seen.start) {
    return [{ at: 'start', expected: expected.start, seen: seen.start }]
  }
  // Through JSON, as recordings are, so that an absent key and an undefined one are alike.
  walk('', JSON.parse(JSON.stringify(expected)), JSON.parse(JSON.stringify(seen)), differences)
  return differences
}

function walk(at: string, expected: unknown, seen: unknown, differences: Difference[]): void {
  if (expected === ANYTHING) return
  if (isTree(expected) && isTree(seen) && Array.isArray(expected) === Array.isArray(seen)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(seen)])) {
      if (!NOT_COMPARED.has(key)) walk(at === '' ? key : `${at}.${key}`, expected[key], seen[key], differences)
    }
  } else if (expected !== seen) differences.push({ at, expected, seen })
}

const isTree = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

export function renderDifferences(differences: readonly Difference[]): string {
  const show = (value: unknown) => (value === undefined ? '(nothing)' : JSON.stringify(value))
  return differences
    .map(({ at, expected, seen }) => `  ${at}\n    expected ${show(expected)}\n    seen     ${show(seen)}`)
    .join('\n')
}
