import { definePatternCommands } from '../cli/define-patterns.ts'
import { readPatternArguments } from '../cli/patterns.ts'
import { isMessage } from '../cli/targets.ts'
import { failure } from '../command.ts'

const missing = { map: failure('Missing map identifier.'), acl: failure('Missing ACL identifier.') } as const

/** Empties the version in force, or the one being prepared. Management manual 9.3. */
export const clearPatterns = definePatternCommands(
  'clear',
  'user',
  {
    map: { usage: 'clear map [@<ver>] <map>', summary: 'Clear the contents of this map.' },
    acl: { usage: 'clear acl [@<ver>] <acl>', summary: 'Clear the contents of this acl.' },
  },
  (call, kind) => {
    const read = readPatternArguments(call, kind, missing[kind])
    if (isMessage(read)) return read
    const { set, version } = read
    if (version === null || version === set.currentVersion) set.clear()
    else set.clearStaged(version)
    return ''
  },
)
