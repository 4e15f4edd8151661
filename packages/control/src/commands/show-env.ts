import { defineRuntimeCommand, failure } from '../command.ts'

export const showEnv = defineRuntimeCommand({
  name: 'show env',
  usage: 'show env [var]',
  summary: 'Dump environment variables known to the process.',
  level: 'operator',
  run({ args, view }) {
    const [name] = args
    if (name === undefined) {
      return Object.entries(view.environment)
        .map(([key, value]) => `${key}=${value ?? ''}\n`)
        .join('')
    }
    const value = view.environment[name]
    return value === undefined ? failure('Variable not found') : `${name}=${value}\n`
  },
})
