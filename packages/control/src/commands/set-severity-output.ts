import { defineRuntimeCommand, failure } from '../command.ts'

/** Whether messages begin with their severity. */
export const setSeverityOutput = defineRuntimeCommand({
  name: 'set severity-output',
  usage: 'set severity-output [none|number|string]',
  summary: 'Set presence of severity level in feedback information.',
  level: 'user',
  run({ args, session }) {
    const [format] = args
    if (format !== 'none' && format !== 'number' && format !== 'string') {
      return failure("one of 'none', 'number', 'string' is a required argument")
    }
    session.severityOutput = format
    return ''
  },
})
