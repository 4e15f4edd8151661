import { parseDuration } from '@weir/keyword'
import { defineRuntimeCommand, failure } from '../command.ts'

/** The idle limit of this session, in seconds unless a unit is given. */
export const setTimeoutCommand = defineRuntimeCommand({
  name: 'set timeout',
  usage: 'set timeout [cli] <delay>',
  summary: 'Change a timeout setting.',
  level: 'user',
  run({ args, session }) {
    const [what, value] = args
    if (what !== 'cli') return failure("'set timeout' only supports 'cli'.")
    if (value === undefined) return failure('Expects an integer value.')
    const timeoutMs = parseDuration(value, 's')
    if (typeof timeoutMs !== 'number' || timeoutMs < 1) return failure('Invalid timeout value.')
    session.timeoutMs = timeoutMs
    return ''
  },
})
