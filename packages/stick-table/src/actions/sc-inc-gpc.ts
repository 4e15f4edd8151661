/** Changes to the general purpose counters and tags of what is tracked (manual 4.2). Nothing tracked: nothing done. */
import {
  type ArgumentReader,
  type Binder,
  custom,
  defineAction,
  type Evaluate,
  type ExpressionNode,
  type Failed,
  parseInteger,
  verdicts,
} from '@weir/keyword'
import { increment } from '../readings.ts'

const rulesets = [
  'tcp-request connection',
  'tcp-request session',
  'tcp-request content',
  'tcp-response content',
  'http-request',
  'http-response',
  'http-after-response',
] as const

interface Target {
  readonly index: number
  readonly number: number
}

/** Reads `(<index>,<number>)`. */
function elementTarget(name: string, what: 'GPC' | 'GPT') {
  return custom('target', `(<${what} ID>,<Track ID>)`, (reader): Target | Failed => {
    // Nothing is 0.
    const match = /^\((-?[0-9]+|),(-?[0-9]+|)\)$/.exec(reader.suffix)
    if (match !== null) return { index: Number(match[1]), number: Number(match[2]) }
    return reader.fail(
      `Missing ${what.toLowerCase()} ID '${reader.keyword.text}'. Expects ${name}(<${what} ID>,<Track ID>).`,
      { span: reader.keyword.span },
    )
  })
}

/** Reads `(<number>)`; 0 without one. */
const numberTarget = custom('number', '(<Track ID>)', (reader): number | Failed => {
  if (reader.suffix === '') return 0
  const match = /^\((-?[0-9]+|)\)$/.exec(reader.suffix)
  if (match !== null) return Number(match[1])
  return reader.fail(`invalid stick table track ID '${reader.keyword.text}'`, { span: reader.keyword.span })
})

type Amount = number | ExpressionNode

const amount = custom('amount', '{ <integer> | <expr> }', (reader: ArgumentReader): Amount | Failed => {
  const next = reader.peek()
  if (next === null) {
    return reader.fail(`'${reader.keyword.text}' expects an integer or an expression`, {
      code: 'config/missing-argument',
    })
  }
  if (!/^-?[0-9]/.test(next.text)) return reader.host.expression(reader)
  reader.next()
  const value = parseInteger(next.text)
  if (value === null || value < 0 || value > 0xffffffff) {
    return reader.fail(`expects an unsigned 32-bit integer, but got '${next.text}'`)
  }
  return value
})

/** The same, but 0 where the line ends. */
const amountOrNothing = custom('amount', '{ <integer> | <expr> }', (reader: ArgumentReader): Amount | Failed => {
  if (reader.peek() !== null) return amount.parse(reader)
  const word = reader.next()
  if (word !== null) return reader.fail(`expects an integer or an expression, but got '${word.text}'`)
  reader.note?.(`'${reader.keyword.text}' expects an integer or an expression, taken for 0`, {
    code: 'config/loose-number',
  })
  return 0
})

function bindAmount(value: Amount, binder: Binder): Evaluate<number> {
  if (typeof value === 'number') return () => value
  const evaluate = binder.expression(value, 'sint')
  return (context) => {
    const result = evaluate(context)
    return result === null ? null : Number(BigInt.asUintN(32, BigInt(result)))
  }
}

/** `sc-inc-gpc0` and `sc-inc-gpc1`. */
function defineIncrementAction(element: 0 | 1) {
  return defineAction({
    name: `sc-inc-gpc${element}`,
    summary: `Increments gpc${element} of what is tracked.`,
    manual: '4.2',
    rulesets,
    isPrefix: true,
    params: [numberTarget],
    bind:
      ([number]) =>
      (context) => {
        const tracked = context.trackers?.find(number) ?? null
        if (tracked !== null) increment(tracked.table, tracked.entry, `gpc${element}`, `gpc${element}_rate`, 0)
        return verdicts.proceed
      },
  })
}

export const scIncGpc0 = defineIncrementAction(0)
export const scIncGpc1 = defineIncrementAction(1)

export const scIncGpc = defineAction({
  name: 'sc-inc-gpc',
  summary: 'Increments an element of the array of general purpose counters of what is tracked.',
  manual: '4.2',
  rulesets,
  isPrefix: true,
  params: [elementTarget('sc-inc-gpc', 'GPC')],
  bind:
    ([{ index, number }]) =>
    (context) => {
      const tracked = context.trackers?.find(number) ?? null
      if (tracked !== null) increment(tracked.table, tracked.entry, 'gpc', 'gpc_rate', index)
      return verdicts.proceed
    },
})

export const scAddGpc = defineAction({
  name: 'sc-add-gpc',
  summary: 'Adds to an element of the array of general purpose counters of what is tracked.',
  manual: '4.2',
  rulesets,
  isPrefix: true,
  params: [elementTarget('sc-add-gpc', 'GPC'), amount],
  bind([{ index, number }, value], binder) {
    const evaluate = bindAmount(value, binder)
    return (context) => {
      const tracked = context.trackers?.find(number) ?? null
      const added = tracked === null ? null : evaluate(context)
      if (added !== null) increment(tracked!.table, tracked!.entry, 'gpc', 'gpc_rate', index, added)
      return verdicts.proceed
    }
  },
})

/** `sc-set-gpt` and `sc-set-gpt0`. */
function bindTag(name: string, { index, number }: Target, value: Amount, binder: Binder) {
  const evaluate = bindAmount(value, binder)
  return (context: Parameters<typeof evaluate>[0]) => {
    const tracked = context.trackers?.find(number) ?? null
    const tag = tracked === null ? null : evaluate(context)
    const column = tracked?.table.column(name, index) ?? null
    if (tag !== null && column !== null) {
      tracked!.table.set(tracked!.entry, column, tag)
      tracked!.table.touch(tracked!.entry)
    }
    return verdicts.proceed
  }
}

export const scSetGpt = defineAction({
  name: 'sc-set-gpt',
  summary: 'Sets an element of the array of general purpose tags of what is tracked.',
  manual: '4.2',
  rulesets,
  isPrefix: true,
  params: [elementTarget('sc-set-gpt', 'GPT'), amountOrNothing],
  bind: ([target, value], binder) => bindTag('gpt', target, value, binder),
})

export const scSetGpt0 = defineAction({
  name: 'sc-set-gpt0',
  summary: 'Sets gpt0 of what is tracked.',
  manual: '4.2',
  rulesets,
  isPrefix: true,
  params: [numberTarget, amountOrNothing],
  bind: ([number, value], binder) => bindTag('gpt0', { index: 0, number }, value, binder),
})
