import { findServer, isMessage } from '../cli/targets.ts'
import { defineRuntimeCommand, failure, information } from '../command.ts'
import { clearFrontendCounters, clearListenerCounters } from '../stats/clear.ts'

/** Forgets maxima, or with `all` everything counted; rates and what is under way stay. Management manual 9.3. */
export const clearCounters = defineRuntimeCommand({
  name: 'clear counters',
  usage: 'clear counters [all|server <bk>/<srv>]',
  summary: 'Clear max statistics counters (or all counters).',
  level: 'operator',
  run({ args, view, session }) {
    if (args[0] === 'server') {
      const server = findServer(view, args[1])
      if (isMessage(server)) return server
      if (session.level !== 'admin') return failure('Permission denied')
      server.counters.clear(true)
      return information('Server counters cleared.')
    }
    const isAll = args[0] === 'all'
    if (isAll && session.level !== 'admin') return failure('Permission denied')
    for (const { frontend, backend, http } of view.proxies) {
      if (frontend !== null) {
        http?.clear(isAll)
        clearFrontendCounters(frontend.counters, isAll)
        for (const listener of frontend.listeners) clearListenerCounters(listener.counters, isAll)
      }
      if (backend === null) continue
      backend.state.counters.clear(isAll)
      for (const server of backend.state.servers) server.counters.clear(isAll)
      if (isAll) backend.state.forgetSessions()
    }
    return ''
  },
})
