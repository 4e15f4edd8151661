import { definePatternCommands } from '../cli/define-patterns.ts'
import { readPatternArguments } from '../cli/patterns.ts'
import { isMessage } from '../cli/targets.ts'
import { failure } from '../command.ts'

/** Looks a key up. Management manual 9.3. */
export const getPatterns = definePatternCommands(
  'get',
  'user',
  {
    map: { usage: 'get map <acl> <value>', summary: 'Report the keys and values matching a sample for a map.' },
    acl: { usage: 'get acl <acl> <value>', summary: 'Report the patterns matching a sample for an ACL.' },
  },
  (call, kind) => {
    const missing = failure(
      kind === 'map' ? 'Missing map identifier and/or key.' : 'Missing ACL identifier and/or key.',
    )
    if (call.args.length < 2) return missing
    const read = readPatternArguments(call, kind, missing)
    if (isMessage(read)) return read
    const key = read.words[0]
    if (key === undefined) return missing
    const entry = read.set.entriesOf(key)[0]
    const found = kind === 'map' ? 'found' : 'match'
    if (entry === undefined) return `type=str, case=sensitive, ${found}=no\n`
    const pattern =
      kind === 'map' ? `key="${entry.pattern}", value="${entry.value}", type="str"` : `pattern="${entry.pattern}"`
    return `type=str, case=sensitive, ${found}=yes, idx=tree, ${pattern}\n`
  },
)
