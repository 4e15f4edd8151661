import type { ServerState } from '@weir/balance'
import { defineRuntimeCommand, failure } from '../command.ts'
import { findBackend, type ProxyView } from '../process-view.ts'

const header =
  '# bkname/svname bkid/svid addr port - purge_delay served used_cur used_max need_est idle_sess unsafe_nb safe_nb idle_lim idle_cur idle_per_thr[1]\n'

/** Connections to servers, used and idle (management manual 9.3; columns of 3.3). */
export const showServersConn = defineRuntimeCommand({
  name: 'show servers conn',
  usage: 'show servers conn [<backend>]',
  summary: 'Dump server connections status (all or for a single backend).',
  level: 'user',
  run({ args, view }) {
    const [name] = args
    if (name !== undefined && findBackend(view, name) === null) return failure("Can't find backend.")
    let text = header
    for (const proxy of view.proxies) {
      if (proxy.backend === null || (name !== undefined && proxy.name !== name)) continue
      for (const server of proxy.backend.state.servers) text += `${connectionLine(proxy, server)}\n`
    }
    return text
  },
})

function connectionLine(proxy: ProxyView, server: ServerState): string {
  const { address, currentSessions, counters, idleConnections } = server
  const fields = [
    `${proxy.name}/${server.name}`,
    `${proxy.id}/${server.id}`,
    address?.kind === 'ip' ? String(address.address) : '-',
    server.port,
    '-',
    5000,
    currentSessions,
    currentSessions,
    counters.maximumSessions,
    counters.maximumSessions,
    idleConnections,
    0,
    idleConnections,
    -1,
    idleConnections,
    idleConnections,
  ]
  return fields.join(' ')
}
