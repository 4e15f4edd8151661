import { defineRuntimeCommand } from '../command.ts'

/** The runtime socket about itself. */
export const cliCommands = [
  defineRuntimeCommand({
    name: 'show cli level',
    usage: 'show cli level',
    summary: 'Display the level of the current CLI session.',
    level: 'user',
    run: ({ session }) => `${session.level}\n`,
  }),
  defineRuntimeCommand({
    name: 'show cli sockets',
    usage: 'show cli sockets',
    summary: 'Dump list of cli sockets.',
    level: 'user',
    run: ({ view }) =>
      `# socket lvl processes\n${view.sockets.map(({ text, level }) => `${text} ${level} all\n`).join('')}`,
  }),
]
