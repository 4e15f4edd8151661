import type {
  Binder,
  Evaluate,
  EvaluateEach,
  ExpressionNode,
  SampleContext,
  SampleType,
  SampleValue,
} from '@weir/keyword'
import { castFunction } from '../cast.ts'
import type { Recorder } from './recorder.ts'

/** One converter with the cast in front of it, or the cast at the end. */
export type Step = (input: SampleValue, context: SampleContext) => SampleValue | null

/** The bound converters of an expression, and the cast to `as` behind them. */
export function bindSteps(node: ExpressionNode, as: SampleType, binder: Binder): Step[] {
  const steps: Step[] = []
  let type: SampleType = node.fetch.keyword.out
  for (const { keyword, values } of node.converters) {
    const convert = keyword.bind(values as never, binder) as Step
    const cast = castFunction(type, keyword.in)
    steps.push(
      cast === null
        ? convert
        : (input, context) => {
            const value = cast(input)
            return value === null ? null : convert(value, context)
          },
    )
    if (keyword.out !== 'same') type = keyword.out
    else if (keyword.in !== 'any' && keyword.in !== 'same') type = keyword.in
  }
  const cast = castFunction(type, as)
  if (cast !== null) steps.push(cast)
  return steps
}

export function bindExpression(node: ExpressionNode, as: SampleType, binder: Binder): Evaluate {
  const { keyword, values, name } = node.fetch
  return compose(keyword.bind(values as never, binder, { name }), bindSteps(node, as, binder))
}

/** Unrolled for the usual lengths: a loop over steps costs about twice as much (bench/expression.ts). */
function compose(fetch: Evaluate, steps: readonly Step[]): Evaluate {
  const [first, second, third] = steps
  if (first === undefined) return fetch
  if (second === undefined) {
    return (context) => {
      const value = fetch(context)
      return value === null ? null : first(value, context)
    }
  }
  if (third === undefined) {
    return (context) => {
      const fetched = fetch(context)
      if (fetched === null) return null
      const value = first(fetched, context)
      return value === null ? null : second(value, context)
    }
  }
  if (steps.length === 3) {
    return (context) => {
      const fetched = fetch(context)
      if (fetched === null) return null
      const value = first(fetched, context)
      if (value === null) return null
      const next = second(value, context)
      return next === null ? null : third(next, context)
    }
  }
  return (context) => {
    let value = fetch(context)
    for (let index = 0; value !== null && index < steps.length; index++) value = steps[index]!(value, context)
    return value
  }
}

/**
 * The expression as an ACL sees it: every sample that its fetch finds, up to the first that a converter gives nothing for.
 * What cannot be cast to `as` in the end is only passed over (seen in the oracle). Null when the fetch gives but one.
 */
export function bindEachSample(
  node: ExpressionNode,
  as: SampleType,
  binder: Binder,
  recorder: Recorder | null,
): EvaluateEach | null {
  const { keyword, values, name } = node.fetch
  const each = keyword.bindEach?.(values as never, binder, { name })
  if (each === undefined) return null
  const converters = bindSteps(node, 'any', binder)
  const cast = castFunction(node.type, as)
  const record = recorder === null ? null : recordingStep(node, recorder)
  if (converters.length === 0 && cast === null && record === null) return each
  return (context, visit) => {
    let isCutShort = false
    const isFound = each(context, (sample) => {
      let value: SampleValue | null = sample
      for (let index = 0; value !== null && index < converters.length; index++)
        value = converters[index]!(value, context)
      if (value === null) {
        isCutShort = true
        return true
      }
      if (cast !== null) value = cast(value)
      if (value !== null && record !== null) value = record(value, context)
      return value !== null && visit(value, context)
    })
    return isFound && !isCutShort
  }
}

function recordingStep(node: ExpressionNode, recorder: Recorder): Step {
  return (value) => {
    recorder.sample(node, value)
    return value
  }
}
