import type { ServerState } from '@weir/balance'
import type { RunningProxy } from './assembly.ts'

/** What SIGHUP writes about one proxy, line by line, in HAProxy's words. */
export function describeProxyState({ model, frontend, backend }: RunningProxy): string[] {
  const state = backend?.state ?? null
  const servers = state?.servers ?? []
  const { length: unassigned } = state?.queue ?? { length: 0 }
  const pending = state?.queuedTotal ?? 0
  const current = `${frontend?.currentConnections ?? 0}+${state?.currentSessions ?? 0}`
  const total = `${frontend?.counters.totalConnections ?? 0}+${state?.counters.totalSessions ?? 0}`
  const connections = `Conn: act(FE+BE): ${current}, ${pending} pend (${unassigned} unass), tot(FE+BE): ${total}.`
  return [
    `SIGHUP received, dumping servers states for proxy ${model.name}.`,
    ...servers.map((server) => describeServer(model.name, server)),
    `SIGHUP: Proxy ${model.name} ${describeServers(servers)} ${connections}`,
  ]
}

function describeServer(proxy: string, server: ServerState): string {
  const { currentSessions, queue, counters } = server
  return `SIGHUP: Server ${proxy}/${server.name} is ${server.isUp ? 'UP' : 'DOWN'}. Conn: ${currentSessions} act, ${queue.length} pend, ${counters.totalSessions} tot.`
}

function describeServers(servers: readonly ServerState[]): string {
  if (servers.length === 0) return 'has no servers.'
  const active = servers.filter((server) => server.isUsable && !server.isBackup).length
  const backup = servers.filter((server) => server.isUsable && server.isBackup).length
  if (active + backup === 0) return 'has no server available !'
  return `has ${active} active servers and ${backup} backup servers available.`
}
