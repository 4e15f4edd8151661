import { findServer, isMessage } from '../cli/targets.ts'
import { bareFailure, defineRuntimeCommand, failure, information } from '../command.ts'
import { findBackend } from '../process-view.ts'

const unavailable = failure('Servers cannot be added or removed in this process.')

/** Servers that come and go while the process runs; they start in maintenance. Management manual 9.3. */
export const dynamicServerCommands = [
  defineRuntimeCommand({
    name: 'add server',
    usage: 'add server <bk>/<srv>',
    summary: 'Create a new server.',
    level: 'admin',
    run({ args, view }) {
      const { dynamicServers } = view
      if (dynamicServers === null) return unavailable
      const [reference, ...words] = args
      if (reference === 'help') {
        const names = dynamicServers.keywords.map((keyword) => `${keyword}\n`)
        return `List of keywords supported for dynamic server:\n${names.join('')}`
      }
      const slash = reference?.indexOf('/') ?? -1
      if (reference === undefined || slash < 1) return bareFailure("Require 'backend/server'.")
      const proxy = findBackend(view, reference.slice(0, slash))
      if (proxy === null) return bareFailure('No such backend.')
      const name = reference.slice(slash + 1)
      if (proxy.backend.state.server(name) !== null) {
        return failure('Already exists a server with the same name in backend.')
      }
      if (words.length === 0) return bareFailure("'server' expects <name> and <addr>[:<port>] as arguments.")
      const reason = dynamicServers.add(proxy.backend, name, words)
      return reason === null ? information('New server registered.') : failure(reason)
    },
  }),
  defineRuntimeCommand({
    name: 'del server',
    usage: 'del server <bk>/<srv>',
    summary: 'Remove a dynamically added server.',
    level: 'admin',
    run({ args, view }) {
      const { dynamicServers } = view
      if (dynamicServers === null) return unavailable
      const server = findServer(view, args[0])
      if (isMessage(server)) return server
      if (!server.isInMaintenance) return bareFailure('Only servers in maintenance mode can be deleted.')
      if (server.currentSessions > 0 || server.queue.length > 0 || server.idleConnections > 0) {
        return bareFailure('Server still has connections attached to it, cannot remove it.')
      }
      dynamicServers.remove(server)
      server.backend.removeServer(server)
      return { severity: 6, text: 'Server deleted.' }
    },
  }),
]
