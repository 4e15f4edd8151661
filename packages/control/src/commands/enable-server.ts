import { changeAdminState } from '../cli/server-state.ts'
import { findServer, isMessage } from '../cli/targets.ts'
import { defineRuntimeCommand } from '../command.ts'

/** Maintenance on and off, the old way. Management manual 9.3. */
export const serverCommands = [
  defineRuntimeCommand({
    name: 'enable server',
    usage: 'enable server  (DEPRECATED)',
    summary: "Enable a disabled server (use 'set server' instead).",
    level: 'admin',
    run({ args, view }) {
      const server = findServer(view, args[0])
      if (isMessage(server)) return server
      changeAdminState(server, 'ready')
      return ''
    },
  }),
  defineRuntimeCommand({
    name: 'disable server',
    usage: 'disable server (DEPRECATED)',
    summary: "Disable a server for maintenance (use 'set server' instead).",
    level: 'admin',
    run({ args, view }) {
      const server = findServer(view, args[0])
      if (isMessage(server)) return server
      changeAdminState(server, 'maint')
      return ''
    },
  }),
]
