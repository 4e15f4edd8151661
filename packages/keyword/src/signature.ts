import type { DeclaredWords, Parameter } from './parameter.ts'

/** The arguments as `-dK` prints them: `(integer,string[,integer])`, or nothing without parameters. */
export function callSignature(params: readonly Parameter<unknown>[]): string {
  if (params.length === 0) return ''
  const required: string[] = []
  const optional: string[] = []
  for (const parameter of params) {
    const { needed, most } = declaredWords(parameter)
    for (let word = 0; word < most; word++) (word < needed ? required : optional).push(parameter.type)
  }
  const tail =
    optional.length === 0 ? '' : required.length === 0 ? `[${optional.join(',')}]` : `[,${optional.join(',')}]`
  return `(${required.join(',')}${tail})`
}

/** How many words a parameter is declared with. */
export function declaredWords({ words, isOptional }: Parameter<unknown>): DeclaredWords {
  return words ?? { needed: isOptional ? 0 : 1, most: 1 }
}

/** A line's usage: `set-header <name> <format>`. */
export function lineUsage(name: string, params: readonly Parameter<unknown>[]): string {
  return [name, ...params.map((parameter) => parameter.usage)].join(' ')
}
