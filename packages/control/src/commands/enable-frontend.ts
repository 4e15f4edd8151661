import type { Frontend } from '@weir/l4'
import { type CommandCall, type CommandMessage, defineRuntimeCommand, failure, type LongCommand } from '../command.ts'
import { findFrontend, type ProcessView } from '../process-view.ts'

function frontendOf({ args, view }: CommandCall): Frontend | CommandMessage {
  if (args[0] === undefined) return failure('A frontend name is expected.')
  return findFrontend(view, args[0])?.frontend ?? failure('No such frontend.')
}

/** Binds again. What cannot be bound stays closed, and the frontend paused. */
function resumeFrontend(frontend: Frontend, view: ProcessView): LongCommand {
  return {
    start(output) {
      frontend.resume()
      void Promise.allSettled(
        frontend.listeners.filter(({ socket }) => socket === null).map((listener) => listener.start()),
      ).then((results) => {
        if (results.some(({ status }) => status === 'rejected')) {
          frontend.pause()
          for (const listener of frontend.listeners) listener.stop()
          output.write('Failed to resume frontend, check logs for precise cause (port conflict?).\n')
        } else view.onOperatorAction?.('warning', `Resumed frontend ${frontend.name}.`, frontend.name)
        output.end()
      })
      return { stop() {} }
    },
  }
}

function stoppedCounts(view: ProcessView, frontend: Frontend): { connections: number; sessions: number } {
  const backend = view.proxies.find((proxy) => proxy.frontend === frontend)?.backend
  return {
    connections: frontend.counters.totalConnections,
    sessions: backend?.state.counters.totalSessions ?? 0,
  }
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
      return resumeFrontend(frontend, call.view)
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
      // Clients are refused, and do not wait in the backlog.
      for (const listener of frontend.listeners) listener.stop()
      call.view.onOperatorAction?.('warning', `Paused frontend ${frontend.name}.`, frontend.name)
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
      const { connections, sessions } = stoppedCounts(call.view, frontend)
      call.view.onOperatorAction?.(
        'warning',
        `Proxy ${frontend.name} stopped (cumulated conns: FE: ${connections}, BE: ${sessions}).`,
        frontend.name,
      )
      return ''
    },
  }),
]
