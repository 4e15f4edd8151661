import { findServer, isMessage } from '../cli/targets.ts'
import { bareFailure, defineRuntimeCommand, failure } from '../command.ts'
import { findFrontend } from '../process-view.ts'

/** What is no number counts as 0, as HAProxy reads it. */
const toInteger = (text: string): number => {
  const value = Number.parseInt(text, 10)
  return Number.isNaN(value) ? 0 : value
}

/** Limits of connections. Management manual 9.3. */
export const maxconnCommands = [
  defineRuntimeCommand({
    name: 'set maxconn frontend',
    usage: 'set maxconn frontend <frontend> <value>',
    summary: "Change a frontend's maxconn setting.",
    level: 'admin',
    run({ args, view }) {
      const [name, value] = args
      if (name === undefined) return failure('A frontend name is expected.')
      const proxy = findFrontend(view, name)
      if (proxy === null) return failure('No such frontend.')
      if (value === undefined) return failure('Integer value expected.')
      const limit = toInteger(value)
      if (limit < 0) return failure('Value out of range.')
      proxy.frontend.maxConnections = limit === 0 ? Number.POSITIVE_INFINITY : limit
      proxy.frontend.slotFreed()
      return ''
    },
  }),
  defineRuntimeCommand({
    name: 'set maxconn global',
    usage: 'set maxconn global <value>',
    summary: 'Change the per-process maxconn setting.',
    level: 'admin',
    run({ args, view }) {
      const [value] = args
      if (value === undefined) return failure('Expects an integer value.')
      const limit = toInteger(value)
      const { engine, limits } = view
      if (limit < 0 || limit > limits.maxConnections) return failure('Value out of range.')
      engine.maxConnections = limit === 0 ? limits.maxConnections : limit
      engine.slotFreed()
      return ''
    },
  }),
  defineRuntimeCommand({
    name: 'set maxconn server',
    usage: 'set maxconn server <bk>/<srv>',
    summary: "Change a server's maxconn setting.",
    level: 'admin',
    run({ args, view }) {
      const server = findServer(view, args[0])
      if (isMessage(server)) return server
      if (args[1] === undefined) return failure('Require <maxconn>.')
      const match = /^\s*([+-]?[0-9]+)(.*)$/.exec(args[1])
      if (match === null) return bareFailure('maxconn string empty or preceded by garbage')
      if (match[2] !== '') return bareFailure('Trailing garbage in maxconn string')
      server.maxconn = Math.max(0, Number(match[1]))
      server.backend.wake(server)
      return ''
    },
  }),
]
