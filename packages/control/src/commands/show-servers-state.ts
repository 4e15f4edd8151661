import { adminFlags, type ServerState } from '@weir/balance'
import { defineRuntimeCommand, failure } from '../command.ts'
import { findBackend, type ProcessView, type ProxyView } from '../process-view.ts'
import { checkStatusNumber } from '../stats/check-status.ts'

const header =
  '1\n# be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state srv_uweight srv_iweight srv_time_since_last_change srv_check_status srv_check_result srv_check_health srv_check_state srv_agent_state bk_f_forced_id srv_f_forced_id srv_fqdn srv_port srvrecord srv_use_ssl srv_check_port srv_check_addr srv_agent_addr srv_agent_port\n'

/** The format that `server-state-file` reads, version 1 (management manual 9.3). */
export const showServersState = defineRuntimeCommand({
  name: 'show servers state',
  usage: 'show servers state [<backend>]',
  summary: 'Dump volatile server information (all or for a single backend).',
  level: 'user',
  run({ args, view }) {
    const [name] = args
    if (name !== undefined && findBackend(view, name) === null) return failure("Can't find backend.")
    return writeServersState(view, name ?? null)
  },
})

/** The state of all servers, or of one backend's, as a state file has it. */
export function* writeServersState(view: ProcessView, backendName: string | null): Generator<string> {
  yield header
  const nowMs = view.engine.clock.nowMs()
  for (const proxy of view.proxies) {
    if (proxy.backend === null || (backendName !== null && proxy.name !== backendName)) continue
    let lines = ''
    for (const server of proxy.backend.state.servers) lines += `${stateLine(proxy, server, nowMs)}\n`
    yield lines
  }
}

const checkStates = { configured: 0x02, enabled: 0x04, paused: 0x08 } as const

function stateLine(proxy: ProxyView, server: ServerState, nowMs: number): string {
  const { check, agent, address } = server
  // As HAProxy: `disabled` on the line pauses the checks, a command pauses the agent as well.
  const isDisabledByFile = (server.adminFlags & adminFlags.configuredMaintenance) !== 0
  const isAgentPaused = server.isInMaintenance && !isDisabledByFile
  // Without an address there is nothing to pause.
  const isUnresolved = (server.adminFlags & adminFlags.resolutionMaintenance) !== 0
  const hasFailed = check.isConfigured && !server.isUp
  const result = !check.isConfigured || check.status === 'INI' ? 0 : hasFailed ? 2 : 3
  const fields = [
    proxy.id,
    proxy.name,
    server.id,
    server.name,
    address === null ? '-' : address.kind === 'ip' ? String(address.address) : '-',
    server.operational,
    isDisabledByFile ? server.adminFlags | adminFlags.forcedMaintenance : server.adminFlags,
    server.userWeight,
    server.initialWeight,
    server.secondsSinceChange(nowMs),
    checkStatusNumber(check.status),
    result,
    check.isConfigured || check.health === 0 ? check.health : server.isUp ? server.check.rise : 0,
    checkState(check.isConfigured, check.isEnabled, server.isInMaintenance && (check.isConfigured || !isUnresolved)),
    checkState(agent.isConfigured, agent.isEnabled, isAgentPaused && (agent.isConfigured || !isUnresolved)),
    0,
    0,
    server.hostName ?? '-',
    server.port,
    server.serviceName ?? '-',
    0,
    0,
    '-',
    '-',
    0,
  ]
  return fields.join(' ')
}

function checkState(isConfigured: boolean, isEnabled: boolean, isPaused: boolean): number {
  let state = isPaused ? checkStates.paused : 0
  if (isConfigured) state |= checkStates.configured
  if (isConfigured && isEnabled) state |= checkStates.enabled
  return state
}
