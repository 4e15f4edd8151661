import { defineRuntimeCommand } from '../command.ts'

/** Commands that give up rights for the rest of the session. */
export const levelCommands = [
  defineRuntimeCommand({
    name: 'operator',
    usage: 'operator',
    summary: 'Lower the level of the current CLI session to operator.',
    level: 'user',
    run({ session }) {
      if (session.level === 'admin') session.level = 'operator'
      return ''
    },
  }),
  defineRuntimeCommand({
    name: 'user',
    usage: 'user',
    summary: 'Lower the level of the current CLI session to user.',
    level: 'user',
    run({ session }) {
      session.level = 'user'
      return ''
    },
  }),
]
