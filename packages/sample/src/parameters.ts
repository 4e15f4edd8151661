/** Parameters that only expressions have. */
import { type IpAddress, parseIpAddress } from '@weir/base'
import { FAILED, oneOf, type Parameter, type SampleContext, type SampleValue } from '@weir/keyword'
import { toSint } from './cast.ts'
import { parseSint, type Sint } from './sint.ts'
import { parseVariableName, type VariableName } from './variables.ts'

interface ReadError {
  readonly error: string
}

function parameter<T>(name: string, type: string, read: (text: string) => T | ReadError): Parameter<T> {
  return {
    name,
    type,
    isOptional: false,
    usage: `<${name}>`,
    parse(reader) {
      const word = reader.next()
      if (word === null) {
        return reader.fail(`'${reader.keyword.text}' expects <${name}>`, { code: 'config/missing-argument' })
      }
      const value = read(word.text)
      return isReadError(value) ? reader.fail(value.error) : value
    },
  }
}

function isReadError(value: unknown): value is ReadError {
  return typeof value === 'object' && value !== null && 'error' in value
}

/** An integer of 64 bits; beyond them it saturates. */
export function sint(name: string): Parameter<Sint> {
  return parameter<Sint>(name, 'integer', (text) =>
    /^[+-]?[0-9]+$/.test(text)
      ? parseSint(text)!
      : { error: `failed to parse '${text}' as type 'integer': expects an optionally signed integer` },
  )
}

/** A constant, or a variable that is looked up each time. */
export type Operand<T> = { readonly constant: T } | { readonly variable: VariableName }

function operand<T>(name: string, what: string, read: (text: string) => T | null): Parameter<Operand<T>> {
  return parameter<Operand<T>>(name, 'string', (text) => {
    const constant = read(text)
    if (constant !== null) return { constant }
    const variable = parseVariableName(text)
    return 'error' in variable ? { error: `expects ${what} or a variable name, but got '${text}'` } : { variable }
  })
}

/** An integer or the name of a variable that holds one. */
export function sintOrVariable(name: string): Parameter<Operand<Sint>> {
  return operand(name, 'an integer', (text) => (text === '' ? 0 : /^[+-]?[0-9]+$/.test(text) ? parseSint(text) : null))
}

/** A variable when it is written as one (`txn.key`), a constant otherwise. */
export function textOrVariable(name: string): Parameter<Operand<string>> {
  return parameter<Operand<string>>(name, 'string', (text) => {
    const variable = parseVariableName(text)
    return 'error' in variable ? { constant: text } : { variable }
  })
}

/** The name of a variable: `scope.name`. */
export function variableName(name: string): Parameter<VariableName> {
  return parameter<VariableName>(name, 'string', parseVariableName)
}

export function ipAddress(name: string, family: 4 | 6): Parameter<IpAddress> {
  return parameter<IpAddress>(name, `IPv${family} address`, (text) => {
    const address = parseIpAddress(text)
    return address !== null && address.family === family
      ? address
      : { error: `failed to parse '${text}' as type 'IPv${family} address'` }
  })
}

/**
 * Like `optional` of the keyword package, with a value for an argument that is left out. `whenEmpty` is for one that is
 * there without a text. An integer without a text ends the list (seen in the oracle).
 */
export function withDefault<T>(inner: Parameter<T>, fallback: T, whenEmpty = fallback): Parameter<T> {
  return {
    name: inner.name,
    type: inner.type,
    isOptional: true,
    usage: `[${inner.name}]`,
    parse(reader) {
      const next = reader.peek()
      if (next === null) return fallback
      if (next.text === '') {
        reader.next()
        const following = inner.type === 'integer' ? reader.peek() : null
        return following === null ? whenEmpty : reader.fail(`expected ')' before ',${following.text}'`)
      }
      const value = inner.parse(reader)
      return value === FAILED ? FAILED : value
    },
  }
}

const givenUnit = oneOf('unit', ['s', 'ms', 'us'])

/** The unit of a date, seconds when it is left out. An empty one is none. */
export const dateUnit: Parameter<'s' | 'ms' | 'us'> = {
  ...givenUnit,
  isOptional: true,
  usage: '[unit]',
  parse: (reader) => (reader.peek() === null ? 's' : givenUnit.parse(reader)),
}

/** The variable's value in this context, or null. */
export function readVariable(variable: VariableName): (context: SampleContext) => SampleValue | null {
  const { scope, name } = variable
  return (context) => context.variables?.store(scope)?.get(name) ?? null
}

/** A function that gives the operand's value: the constant, or the variable cast by `cast`; null when it has none. */
export function bindOperand<T>(
  value: Operand<T>,
  cast: (value: SampleValue) => T | null,
): (context: SampleContext) => T | null {
  if ('constant' in value) {
    const { constant } = value
    return () => constant
  }
  const read = readVariable(value.variable)
  return (context) => {
    const found = read(context)
    return found === null ? null : cast(found)
  }
}

/** The integer of an operand. */
export function bindSint(value: Operand<Sint>): (context: SampleContext) => Sint | null {
  return bindOperand(value, toSint)
}
