import { findServer, isMessage } from '../cli/targets.ts'
import { changeWeight } from '../cli/weight.ts'
import { defineRuntimeCommand } from '../command.ts'

/** The weight of one server. Management manual 9.3. */
export const weightCommands = [
  defineRuntimeCommand({
    name: 'set weight',
    usage: 'set weight <bk>/<srv>  (DEPRECATED)',
    summary: "Change a server's weight (use 'set server' instead).",
    level: 'admin',
    run({ args, view }) {
      const server = findServer(view, args[0])
      return isMessage(server) ? server : (changeWeight(server, args[1]) ?? '')
    },
  }),
  defineRuntimeCommand({
    name: 'get weight',
    usage: 'get weight <bk>/<srv>',
    summary: "Report a server's current weight.",
    level: 'user',
    run({ args, view }) {
      const server = findServer(view, args[0])
      return isMessage(server) ? server : `${server.userWeight} (initial ${server.initialWeight})\n`
    },
  }),
]
