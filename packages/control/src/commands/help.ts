import { renderHelp } from '../cli/lookup.ts'
import { defineRuntimeCommand } from '../command.ts'

export const help = defineRuntimeCommand({
  name: 'help',
  usage: 'help [<command>]',
  summary: 'List matching or all commands.',
  level: 'user',
  run: ({ args, session }) => renderHelp(session.commands, args),
})
