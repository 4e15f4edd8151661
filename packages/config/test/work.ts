import { type Profiler, Session } from 'node:inspector'
import { setFlagsFromString } from 'node:v8'

// Optimized code no longer counts its calls.
for (const flag of ['--no-turbofan', '--no-maglev']) setFlagsFromString(flag)

/** Built-in functions whose cost grows with what they are given, and how much they look at. */
type Cost = (receiver: never, result: unknown, given: readonly unknown[]) => number

const lengthOf = (value: unknown): number =>
  typeof value === 'string' || Array.isArray(value) ? value.length : value === null || value === undefined ? 0 : 1

/** A search looks at everything up to what it finds, or at everything. */
const searched: Cost = (receiver: { length: number }, result, [, from]) =>
  typeof result === 'number' && result >= 0 ? Math.max(1, result - Number(from ?? 0)) : receiver.length
const copied: Cost = (_receiver, result) => lengthOf(result)
const whole: Cost = (receiver: { length: number }) => receiver.length
const sized: Cost = (receiver: { size: number }) => receiver.size

const costs: readonly (readonly [object, Readonly<Record<string | symbol, Cost>>])[] = [
  [
    String.prototype,
    {
      indexOf: searched,
      includes: whole,
      lastIndexOf: whole,
      slice: copied,
      substring: copied,
      split: whole,
      replaceAll: whole,
      toLowerCase: whole,
      trim: whole,
      trimEnd: whole,
      repeat: copied,
    },
  ],
  [
    RegExp.prototype,
    {
      // A sticky expression looks where it stands; others look further, up to what they find.
      exec: (receiver: RegExp, result, [text]) => {
        if (!Array.isArray(result)) return receiver.sticky ? 1 : lengthOf(text)
        const found = result as RegExpExecArray
        return receiver.sticky ? found[0].length : found.index + found[0].length
      },
    },
  ],
  [
    Array.prototype,
    {
      indexOf: searched,
      includes: whole,
      slice: copied,
      concat: copied,
      join: whole,
      // What stands behind the place moves.
      splice: (receiver: unknown[], _result, [start]) => receiver.length - Math.min(Number(start), receiver.length),
      shift: whole,
      unshift: whole,
      reverse: whole,
      sort: whole,
      toSorted: whole,
      [Symbol.iterator]: whole,
    },
  ],
  [Map.prototype, { keys: sized, values: sized, entries: sized, [Symbol.iterator]: sized }],
  [Set.prototype, { keys: sized, values: sized, [Symbol.iterator]: sized }],
]

/**
 * How much work `run` does in the sources of this workspace: how often each function and each branch and loop of them
 * ran, as the engine counts it, and what the built-in functions they call look at. The same for every run.
 */
export function countWork(run: () => void): number {
  const session = new Session()
  session.connect()
  session.post('Profiler.enable')
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  let work = 0
  const restore = patch((cost) => {
    work += cost
  })
  try {
    run()
  } finally {
    restore()
  }
  session.post('Profiler.takePreciseCoverage', (error, { result }) => {
    if (error !== null) throw error
    work += sumCounts(result)
  })
  session.post('Profiler.stopPreciseCoverage')
  session.disconnect()
  return work
}

function sumCounts(scripts: readonly Profiler.ScriptCoverage[]): number {
  let sum = 0
  for (const { url, functions } of scripts) {
    if (!/\/packages\/\w[\w-]*\/src\//.test(url)) continue
    for (const { ranges } of functions) for (const { count } of ranges) sum += count
  }
  return sum
}

function patch(spend: (cost: number) => void): () => void {
  const originals: (() => void)[] = []
  let isCounting = true
  for (const [prototype, methods] of costs) {
    for (const name of Reflect.ownKeys(methods)) {
      const descriptor = Object.getOwnPropertyDescriptor(prototype, name)!
      const original = descriptor.value as (...given: unknown[]) => unknown
      const cost = methods[name]!
      const counting = function (this: unknown, ...given: unknown[]): unknown {
        const result = Reflect.apply(original, this, given)
        if (isCounting) {
          // What is spent on counting does not count.
          isCounting = false
          spend(cost(this as never, result, given))
          isCounting = true
        }
        return result
      }
      Object.defineProperty(prototype, name, { ...descriptor, value: counting })
      originals.push(() => Object.defineProperty(prototype, name, descriptor))
    }
  }
  return () => {
    isCounting = false
    for (const restore of originals) restore()
  }
}
