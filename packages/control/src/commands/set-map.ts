import { parseEntryReference, readPatternArguments } from '../cli/patterns.ts'
import { isMessage } from '../cli/targets.ts'
import { defineRuntimeCommand, failure } from '../command.ts'

const expectation = failure("'set map' expects three parameters: map identifier, key and value.")

/** Gives all entries of a key, or the one that `#0x…` names, another value. Management manual 9.3. */
export const setMap = defineRuntimeCommand({
  name: 'set map',
  usage: 'set map <map> [<key>|#<ref>] <value>',
  summary: 'Modify a map entry.',
  level: 'user',
  run(call) {
    if (call.args.length < 3) return expectation
    const read = readPatternArguments(call, 'map')
    if (isMessage(read)) return read
    const [key, value] = read.words
    if (key === undefined || value === undefined) return expectation
    const id = parseEntryReference(key)
    const result = id === null ? read.set.setValue(key, value) : read.set.setValueById(id, value)
    if (typeof result === 'object') return failure(result.error)
    return result === false || result === 0
      ? failure(id === null ? 'entry not found.' : 'key or pattern not found.')
      : ''
  },
})
