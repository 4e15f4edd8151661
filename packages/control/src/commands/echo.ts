import { defineRuntimeCommand } from '../command.ts'

export const echo = defineRuntimeCommand({
  name: 'echo',
  usage: 'echo [text]',
  summary: 'Print the text back.',
  level: 'user',
  run: ({ args }) => `${args.join(' ')}\n`,
})
