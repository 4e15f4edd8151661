import { findServer, isMessage } from '../cli/targets.ts'
import { defineRuntimeCommand, failure } from '../command.ts'
import { findStream } from '../process-view.ts'

/** Ends sessions at once; their logs tell `K`. Management manual 9.3. */
export const shutdownCommands = [
  defineRuntimeCommand({
    name: 'shutdown session',
    usage: 'shutdown session [id]',
    summary: 'Kill a specific session.',
    level: 'admin',
    run({ args, view }) {
      if (args[0] === undefined || !/^(0x[0-9a-f]+|[0-9]+)$/i.test(args[0]))
        return failure("Session pointer expected (use 'show sess').")
      const stream = findStream(view, args[0])
      if (stream === null) return failure("No such session (use 'show sess').")
      stream.terminate('K')
      return ''
    },
  }),
  defineRuntimeCommand({
    name: 'shutdown sessions server',
    usage: 'shutdown sessions server <bk>/<srv>',
    summary: 'Kill sessions on a server.',
    level: 'admin',
    run({ args, view }) {
      const server = findServer(view, args[0])
      if (isMessage(server)) return server
      for (const session of [...server.sessions]) session.terminate('K')
      return ''
    },
  }),
]
