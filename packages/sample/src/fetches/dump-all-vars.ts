import { custom, defineFetch, type SampleValue } from '@weir/keyword'
import { hexOfBytes } from '../bytes.ts'
import { toText } from '../cast.ts'
import type { VariableScope } from '../variables.ts'

const dumped = ['sess', 'txn', 'req', 'res', 'proc'] as const

/** As `dump_all_vars` shows a value: strings quoted and escaped, binary as bare hexadecimal, the rest as text. */
function showValue(value: SampleValue): string {
  if (value instanceof Uint8Array) return hexOfBytes(value)
  if (typeof value !== 'string') return toText(value)
  const escaped = value.replace(/["\\\0-\x1f\x7f-\xff]/g, (character) =>
    character === '"' || character === '\\'
      ? `\\${character}`
      : `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
  return `"${escaped}"`
}

const argument = (name: string) => custom(name, `[${name}]`, (reader) => reader.next()?.text ?? '')

/** Lists variables as `scope.name=value`. Manual 7.3.2. */
export const dumpAllVars = defineFetch({
  name: 'dump_all_vars',
  summary: 'Lists the variables of a scope, or of all, whose names start with a prefix.',
  manual: '7.3.2',
  out: 'str',
  source: 'constant',
  params: [argument('scope'), argument('prefix'), argument('delimiter')],
  check([scope], complain) {
    if (scope !== '' && !dumped.some((known) => known === scope)) {
      complain(`unknown scope '${scope}': expects one of '${dumped.join("', '")}'`, 0)
    }
  },
  bind([scope, prefix, delimiter]) {
    const scopes: readonly VariableScope[] = scope === '' ? dumped : [scope as VariableScope]
    return (context) => {
      const shown: string[] = []
      for (const each of scopes) {
        const store = context.variables?.store(each)
        if (store === null || store === undefined) continue
        for (const [name, value] of store.entries()) {
          if (name.startsWith(prefix)) shown.push(`${each}.${name}=${showValue(value)}`)
        }
      }
      return shown.join(delimiter === '' ? ', ' : delimiter)
    }
  },
})
