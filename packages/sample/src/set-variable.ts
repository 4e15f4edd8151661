/** Setting variables under conditions, for the actions and the converter of that name (manual 7.3.1, `set-var`). */
import { type ArgumentReader, FAILED, type Failed, type SampleContext, type SampleValue } from '@weir/keyword'
import { parseVariableName, type VariableName } from './variables.ts'

export const setConditions = [
  'ifexists',
  'ifnotexists',
  'ifempty',
  'ifnotempty',
  'ifset',
  'ifnotset',
  'ifgt',
  'iflt',
] as const
export type SetCondition = (typeof setConditions)[number]

export const isSetCondition = (text: string): text is SetCondition =>
  (setConditions as readonly string[]).includes(text)

/** What stands between the parentheses of `set-var(…)`. */
export interface SetTarget {
  readonly variable: VariableName
  readonly conditions: readonly SetCondition[]
}

const isInteger = (value: SampleValue | null): value is number | bigint =>
  typeof value === 'number' || typeof value === 'bigint'

function holds(condition: SetCondition, exists: boolean, old: SampleValue | null, value: SampleValue): boolean {
  switch (condition) {
    case 'ifexists':
      return exists
    case 'ifnotexists':
      return !exists
    case 'ifset':
      return old !== null
    case 'ifnotset':
      return old === null
    case 'ifempty':
    case 'ifnotempty': {
      const isEmpty = (typeof value === 'string' || value instanceof Uint8Array) && value.length === 0
      return isEmpty === (condition === 'ifempty')
    }
    case 'ifgt':
      return !isInteger(old) || !isInteger(value) || old > value
    case 'iflt':
      return !isInteger(old) || !isInteger(value) || old < value
  }
}

/** A function that sets the variable when all conditions hold; false when it did not. Parent scopes are never written. */
export function bindSetVariable({
  variable,
  conditions,
}: SetTarget): (context: SampleContext, value: SampleValue) => boolean {
  const { scope, name } = variable
  if (scope.startsWith('p') && scope !== 'proc') return () => true
  return (context, value) => {
    const store = context.variables?.store(scope)
    if (store === null || store === undefined) return false
    if (conditions.length > 0) {
      const exists = store.exists(name)
      const old = store.get(name)
      for (const condition of conditions) if (!holds(condition, exists, old, value)) return false
    }
    return store.set(name, value)
  }
}

/** Reads `(scope.name[,condition]…)`, the suffix of the actions' own word. */
export function readSetTarget(reader: ArgumentReader, mayHaveConditions = true): SetTarget | Failed {
  const { suffix } = reader
  if (!suffix.startsWith('(') || !suffix.endsWith(')')) {
    return reader.fail(
      `expects a variable between parentheses such as '${reader.keyword.text.slice(0, -suffix.length || undefined)}(txn.name)'`,
      { code: 'sample/invalid-variable', span: reader.keyword.span },
    )
  }
  const [text = '', ...rest] = suffix.slice(1, -1).split(',')
  const variable = parseVariableName(text)
  if ('error' in variable) {
    return reader.fail(variable.error, { code: 'sample/invalid-variable', span: reader.keyword.span })
  }
  const conditions: SetCondition[] = []
  for (const condition of rest) {
    if (condition === '') continue
    if (!isSetCondition(condition)) {
      reader.fail(`unknown condition '${condition}'`, {
        code: 'sample/unknown-condition',
        span: reader.keyword.span,
        hint: `the conditions are ${setConditions.join(', ')}`,
      })
      return FAILED
    }
    conditions.push(condition)
  }
  if (conditions.length > 0 && !mayHaveConditions) {
    return reader.fail('expects no conditions', { code: 'sample/unknown-condition', span: reader.keyword.span })
  }
  return { variable, conditions }
}
