import { definePatternCommands } from '../cli/define-patterns.ts'
import { readPatternArguments } from '../cli/patterns.ts'
import { isMessage } from '../cli/targets.ts'
import { failure } from '../command.ts'

/** Puts a prepared version in force. Management manual 9.3. */
export const commitPatterns = definePatternCommands(
  'commit',
  'user',
  {
    map: { usage: 'commit map @<ver> <map>', summary: 'Commit the map at this version.' },
    acl: { usage: 'commit acl @<ver> <acl>', summary: 'Commit the ACL at this version.' },
  },
  (call, kind) => {
    if (call.args[0]?.startsWith('@') !== true) return failure('Missing version number.')
    const read = readPatternArguments(call, kind)
    if (isMessage(read)) return read
    if (read.version === null) return failure('Missing version number.')
    const refused = read.set.commit(read.version)
    return refused === null ? '' : failure('Version number out of range.')
  },
)
