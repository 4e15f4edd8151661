import { defineRuntimeCommand } from '../command.ts'

export const quit = defineRuntimeCommand({
  name: 'quit',
  usage: 'quit',
  summary: 'Disconnect.',
  level: 'user',
  run({ session }) {
    session.quit()
    return ''
  },
})
