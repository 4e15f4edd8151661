import { definePatternCommands } from '../cli/define-patterns.ts'
import { parseEntryReference, readPatternArguments } from '../cli/patterns.ts'
import { isMessage } from '../cli/targets.ts'
import { failure } from '../command.ts'

/** Removes all entries of a key, or the one that `#0x…` names. Management manual 9.3. */
export const deletePatterns = definePatternCommands(
  'del',
  'user',
  {
    map: { usage: 'del map <map> [<key>|#<ref>]', summary: 'Delete map entries matching <key>.' },
    acl: { usage: 'del acl <acl> [<key>|#<ref>]', summary: 'Delete acl entries matching <key>.' },
  },
  (call, kind) => {
    const missing = failure(
      `This command expects two parameters: ${kind === 'map' ? 'map' : 'ACL'} identifier and key.`,
    )
    if (call.args.length < 2) return missing
    const read = readPatternArguments(call, kind, missing)
    if (isMessage(read)) return read
    const key = read.words[0]
    if (key === undefined) return missing
    const id = parseEntryReference(key)
    const isFound = id === null ? read.set.delete(key) > 0 : read.set.deleteById(id)
    return isFound ? '' : failure('Key not found.')
  },
)
