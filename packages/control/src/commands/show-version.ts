import { defineRuntimeCommand } from '../command.ts'

export const showVersion = defineRuntimeCommand({
  name: 'show version',
  usage: 'show version',
  summary: 'Show version of the current process.',
  level: 'user',
  run: ({ view }) => ({ severity: 6, text: `${view.version}\n` }),
})
