import { custom, type DirectiveSite, defineDirective, FAILED, type Failed, type Parameter } from '@weir/keyword'
import { directives as kinds } from '../kinds/index.ts'
import { type BackendCheckOptions, backendCheckOptions } from '../options.ts'

type Apply = (record: BackendCheckOptions, site: DirectiveSite) => void

/** The options of a backend that choose a kind of check, by the words of `type`. Programs are for backends alone. */
const types = new Map(
  kinds
    .map((directive) => [directive.name.replace(/^option /, ''), directive] as const)
    .filter(([name]) => name !== 'external-check'),
)

const checkType = custom<Apply>('type', '<type> [<argument>]*', (reader): Apply | Failed => {
  const word = reader.next()
  const directive = types.get(word?.text ?? '')
  if (directive === undefined) {
    const known = [...types.keys()].sort().join("', '")
    return reader.fail(`'type' expects one of '${known}', but got '${word?.text ?? ''}'`)
  }
  const values: unknown[] = []
  for (const parameter of directive.params as readonly Parameter<unknown>[]) {
    const value = parameter.parse(reader)
    if (value === FAILED) return FAILED
    values.push(value)
  }
  return (record, site) => directive.apply(record, values as never, site)
})

/** `type` of a section `healthcheck`: the same words as `option` takes in a backend (3.4). */
export const type = defineDirective({
  name: 'type',
  summary: 'Says how servers are checked that use this section.',
  sections: ['healthcheck'],
  options: backendCheckOptions,
  phase: 'backend tcp-check rule',
  params: [checkType],
  apply(record, [apply], site) {
    apply(record, site)
  },
})
