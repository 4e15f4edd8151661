import { definePatternCommands } from '../cli/define-patterns.ts'
import { type PatternArguments, readPatternArguments } from '../cli/patterns.ts'
import { isMessage } from '../cli/targets.ts'
import { type CommandAnswer, type CommandMessage, failure } from '../command.ts'

const expectations = {
  map: failure(
    "'add map' expects three parameters (map identifier, key and value) or one parameter (map identifier) and a payload",
  ),
  acl: failure("'add acl' expects two parameters: ACL identifier and pattern."),
} as const

/** Adds an entry, or for maps all lines of a payload. Management manual 9.3. */
export const addPatterns = definePatternCommands(
  'add',
  'operator',
  {
    map: {
      usage: 'add map [@<ver>] <map> <key> <val>',
      summary: 'Add a map entry (payload supported instead of key/val).',
    },
    acl: { usage: 'add acl [@<ver>] <acl> <pattern>', summary: 'Add an acl entry.' },
  },
  (call, kind) => {
    if (call.args.length === 0) return expectations[kind]
    const read = readPatternArguments(call, kind)
    if (isMessage(read)) return read
    if (kind === 'acl') return addAcl(read)
    if (call.payload !== null && read.words.length === 0) return addPayload(read, call.payload)
    const [key, ...value] = read.words
    if (key === undefined || value.length === 0) return expectations.map
    return add(read, key, value.join(' ')) ?? ''
  },
)

function addAcl(read: PatternArguments): CommandAnswer {
  const [pattern] = read.words
  return pattern === undefined ? expectations.acl : (add(read, pattern, null) ?? '')
}

function addPayload(read: PatternArguments, payload: string): CommandAnswer {
  for (const line of payload.split('\n')) {
    const match = /^\s*(\S+)(?:\s+(.*?))?\s*$/.exec(line)
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
    return refused === null ? null : failure(refused.error)
  }
  const added = set.add(pattern, value)
  return 'error' in added ? failure(`${added.error}${added.error.endsWith('.') ? '' : '.'}`) : null
}
