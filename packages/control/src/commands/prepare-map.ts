import { definePatternCommands } from '../cli/define-patterns.ts'
import { readPatternArguments } from '../cli/patterns.ts'
import { isMessage } from '../cli/targets.ts'
import { information } from '../command.ts'

/** Starts a version that will replace all entries at once. Management manual 9.3. */
export const preparePatterns = definePatternCommands(
  'prepare',
  'user',
  {
    map: { usage: 'prepare map <acl>', summary: 'Prepare a new version for atomic map replacement.' },
    acl: { usage: 'prepare acl <acl>', summary: 'Prepare a new version for atomic ACL replacement.' },
  },
  (call, kind) => {
    const read = readPatternArguments(call, kind)
    return isMessage(read) ? read : information(`New version created: ${read.set.prepare()}`)
  },
)
