import { type Binder, custom, type Evaluate, type ExpressionNode, parseInteger } from '@weir/keyword'

/** An integer as written, or an expression that gives one. */
export type NumberOrExpression = number | ExpressionNode

/** A parameter that takes either; bounds hold for what is written. */
export function numberOrExpression(name: string, min: number, max: number) {
  return custom(name, `{ <${name}> | <expr> }`, (reader): NumberOrExpression | ReturnType<typeof reader.fail> => {
    const next = reader.peek()
    if (next === null)
      return reader.fail(`'${reader.keyword.text}' expects <${name}>`, { code: 'config/missing-argument' })
    const value = parseInteger(next.text)
    if (value === null) return reader.host.expression(reader)
    reader.next()
    if (value < min || value > max)
      return reader.fail(`<${name}> expects an integer from ${min} to ${max}, but got '${next.text}'`)
    return value
  })
}

/** What gives the number at run time. */
export function bindNumber(value: NumberOrExpression, binder: Binder): Evaluate<number> {
  if (typeof value === 'number') return () => value
  const evaluate = binder.expression(value, 'sint')
  return (context) => {
    const result = evaluate(context)
    return result === null ? null : Number(result)
  }
}
