import type { Frontend } from '@weir/l4'
import { type CommandCall, type CommandMessage, defineRuntimeCommand, failure } from '../command.ts'
import { findFrontend } from '../process-view.ts'

function frontendOf({ args, view }: CommandCall): Frontend | CommandMessage {
  if (args[0] === undefined) return failure('A frontend name is expected.')
  return findFrontend(view, args[0])?.frontend ?? failure('No such frontend.')
}

/** Listeners on, off, and off for good. Management manual 9.3. */
export const frontendCommands = [
  defineRuntimeCommand({
    name: 'enable frontend',
    usage: 'enable frontend <frontend>',
    summary: 'Re-enable specific frontend.',
    level: 'admin',
    run(call) {
      const frontend = frontendOf(call)
      if ('severity' in frontend) return frontend
      if (frontend.state === 'stopped') return failure('Frontend was previously shut down, cannot enable.')
      if (frontend.state === 'running') return failure('All sockets are already enabled.')
      frontend.resume()
      return ''
    },
  }),
  defineRuntimeCommand({
    name: 'disable frontend',
    usage: 'disable frontend <frontend>',
    summary: 'Temporarily disable specific frontend.',
    level: 'admin',
    run(call) {
      const frontend = frontendOf(call)
      if ('severity' in frontend) return frontend
      if (frontend.state === 'stopped') return failure('Frontend was previously shut down, cannot disable.')
      if (frontend.state === 'paused') return failure('All sockets are already disabled.')
      frontend.pause()
      return ''
    },
  }),
  defineRuntimeCommand({
    name: 'shutdown frontend',
    usage: 'shutdown frontend <frontend>',
    summary: 'Stop a specific frontend.',
    level: 'admin',
    run(call) {
      const frontend = frontendOf(call)
      if ('severity' in frontend) return frontend
      if (frontend.state === 'stopped') return failure('Frontend was already shut down.')
      frontend.stop()
      return ''
    },
  }),
]
