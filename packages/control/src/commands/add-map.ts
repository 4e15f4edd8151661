import { definePatternCommands } from '../cli/define-patterns.ts'
import { type PatternArguments, type PatternKind, readPatternArguments } from '../cli/patterns.ts'
import { isMessage } from '../cli/targets.ts'
import { type CommandAnswer, type CommandMessage, failure } from '../command.ts'

const expectations = {
  map: failure(
    "'add map' expects three parameters (map identifier, key and value) or one parameter (map identifier) and a payload",
  ),
  acl: failure("'add acl' expects two parameters: ACL identifier and pattern."),
} as const

const inTheFuture = (kind: PatternKind): string => `Version number in the future, please use 'prepare ${kind}' before.`

/** Adds an entry, or for maps all lines of a payload. Management manual 9.3. */
export const addPatterns = definePatternCommands(
  'add',
  'user',
  {
    map: {
      usage: 'add map [@<ver>] <map> <key> <val>',
      summary: 'Add a map entry (payload supported instead of key/val).',
    },
    acl: { usage: 'add acl [@<ver>] <acl> <pattern>', summary: 'Add an acl entry.' },
  },
  (call, kind) => {
    // How many words there are is looked at before what they name.
    const count = call.args.length - (call.args[0]?.startsWith('@') === true ? 1 : 0)
    const fillsFromPayload = kind === 'map' && call.payload !== null && count === 1
    if (!fillsFromPayload && count < (kind === 'map' ? 3 : 2)) return expectations[kind]
    const read = readPatternArguments(call, kind)
    if (isMessage(read)) return read
    if (fillsFromPayload) return addPayload(read, call.payload!)
    const [key, value] = read.words
    return add(read, key!, kind === 'map' ? value! : null) ?? ''
  },
)

function addPayload(read: PatternArguments, payload: string): CommandAnswer {
  for (const line of payload.split('\n')) {
    const match = /^[ \t]*(\S+)(?:[ \t]+(.*))?$/.exec(line)
    if (match === null) continue
    const [, key, value] = match
    if (value === undefined || value === '') return failure(`Missing value for key '${key}'.`)
    const error = add(read, key!, value)
    if (error !== null) return error
  }
  return ''
}

function add({ set, version }: PatternArguments, pattern: string, value: string | null): CommandMessage | null {
  if (version !== null && version !== set.currentVersion) {
    const refused = set.stage(version, pattern, value)
    if (refused === null) return null
    return failure(version > set.nextVersion ? inTheFuture(set.isMap ? 'map' : 'acl') : refused.error)
  }
  const added = set.add(pattern, value)
  return 'error' in added ? failure(`${added.error}${added.error.endsWith('.') ? '' : '.'}`) : null
}
