import type { Parameter } from './parameter.ts'

/** The arguments as `-dK` prints them: `(integer,string[,integer])`, or nothing without parameters. */
export function callSignature(params: readonly Parameter<unknown>[]): string {
  if (params.length === 0) return ''
  const required = params.filter((parameter) => !parameter.isOptional).map((parameter) => parameter.type)
  const optional = params.filter((parameter) => parameter.isOptional).map((parameter) => parameter.type)
  const tail =
    optional.length === 0 ? '' : required.length === 0 ? `[${optional.join(',')}]` : `[,${optional.join(',')}]`
  return `(${required.join(',')}${tail})`
}

/** A line's usage: `set-header <name> <format>`. */
export function lineUsage(name: string, params: readonly Parameter<unknown>[]): string {
  return [name, ...params.map((parameter) => parameter.usage)].join(' ')
}
