import { adminFlags, type ServerState } from '@weir/balance'
import { type IpAddress, parseIpAddress } from '@weir/base'
import { isQueryableName } from '@weir/l4'
import { changeAdminState, changeHealth } from '../cli/server-state.ts'
import { findServer, isMessage } from '../cli/targets.ts'
import { changeWeight } from '../cli/weight.ts'
import {
  bareFailure,
  type CommandAnswer,
  type CommandCall,
  defineRuntimeCommand,
  failure,
  information,
} from '../command.ts'

const usage =
  'usage: set server <backend>/<server> addr | agent | agent-addr | agent-port | agent-send | check-addr | check-port | fqdn | health | ssl | state | weight'
const suffix = " by 'stats socket command'"

type Change = (server: ServerState, values: readonly string[], call: CommandCall) => CommandAnswer

const changes: Readonly<Record<string, Change>> = {
  weight: (server, [value]) => changeWeight(server, value) ?? '',
  state(server, [state]) {
    if (state !== 'ready' && state !== 'drain' && state !== 'maint') {
      return failure("'set server <srv> state' expects 'ready', 'drain' and 'maint'.")
    }
    changeAdminState(server, state)
    return ''
  },
  health(server, [health]) {
    if (server.tracked !== null) return failure('cannot change health on a tracking server.')
    if (health !== 'up' && health !== 'stopping' && health !== 'down') {
      return failure("'set server <srv> health' expects 'up', 'stopping', or 'down'.")
    }
    changeHealth(server, health)
    return ''
  },
  agent(server, [state], { view }) {
    if (!server.agent.isConfigured) return failure('agent checks are not enabled on this server.')
    if (state !== 'up' && state !== 'down') return failure("'set server <srv> agent' expects 'up' or 'down'.")
    return view.checks?.setAgentState(server, state) ?? noChecks
  },
  'agent-addr': (server, [address], { view }) =>
    address === undefined
      ? failure('set server <b>/<s> agent-addr requires an address and optionally a port.')
      : changeAgent(server, view, { address }),
  'agent-port': (server, [port], { view }) => {
    if (port === undefined) return failure('set server <b>/<s> agent-port requires a port.')
    const value = Number(port)
    if (server.agent.isConfigured && !Number.isInteger(value)) return bareFailure('provided port is not an integer')
    if (server.agent.isConfigured && (value < 1 || value > 65535)) return bareFailure('provided port is invalid')
    return changeAgent(server, view, { port: value })
  },
  'agent-send'(server, [text], { view }) {
    if (!server.agent.isConfigured) return failure('agent checks are not enabled on this server.')
    return changeAgent(server, view, { send: text ?? '' })
  },
  'check-port'(server, [port], { view }) {
    if (port === undefined) return failure('set server <b>/<s> check-port requires a port.')
    if (!server.check.isConfigured) return bareFailure('health checks are not enabled on this server')
    if (!/^[0-9]+$/.test(port)) return bareFailure('provided port is not an integer')
    if (Number(port) > 65535) return bareFailure('provided port is invalid')
    return view.checks?.setCheckTarget(server, { port: Number(port) }) ?? noChecks
  },
  'check-addr'(server, [address], { view }) {
    if (address === undefined) {
      return failure('set server <b>/<s> check-addr requires an address and optionally a port.')
    }
    if (!server.check.isConfigured) return bareFailure('health checks are not enabled on this server')
    const parsed = parseIpAddress(address)
    if (parsed === null) return failure(`invalid addr '${address}'`)
    return view.checks?.setCheckTarget(server, { address: parsed }) ?? noChecks
  },
  addr: changeAddress,
  fqdn: changeHostName,
  ssl: () => failure("'set server <srv> ssl' cannot be set.  default-server should define ssl settings"),
}

const noChecks = failure('health checks are not running')

function changeAgent(
  server: ServerState,
  view: CommandCall['view'],
  target: { readonly address?: string; readonly port?: number; readonly send?: string },
): CommandAnswer {
  if (!server.agent.isConfigured) return bareFailure('agent checks are not enabled on this server')
  return view.checks?.setAgentTarget(server, target) ?? noChecks
}

/** `addr <ip> [port <port>]`: established connections stay where they are. */
function changeAddress(server: ServerState, [text, word, port]: readonly string[]): CommandAnswer {
  if (text === undefined) return failure('set server <b>/<s> addr requires an address and optionally a port.')
  const address = parseIpAddress(text)
  if (address === null) return failure(`Invalid addr '${text}'${suffix}`)
  const notes = [describeAddressChange(server, address)]
  let newPort = server.port
  if (word === 'port') {
    if (port === undefined || !/^[+-]?[0-9]+$/.test(port)) {
      return failure(`${notes}, problem converting port '${port ?? ''}' to an int${suffix}`)
    }
    if (/^[+-]/.test(port)) return failure(`can't change <port> to port map at run time${suffix}`)
    newPort = Number(port)
    if (newPort > 65535) return failure(`provided port is not valid${suffix}`)
    notes.push(
      newPort === server.port ? 'no need to change the port' : `port changed from '${server.port}' to '${newPort}'`,
    )
  }
  server.backend.setAddress(server, { kind: 'ip', address, port: newPort }, newPort)
  server.backend.setAdmin(server, 0, adminFlags.resolutionMaintenance, null)
  return information(`${notes.join(', ')}${suffix}`)
}

/** `fqdn <name>`: the addresses of another name count from here on. */
function changeHostName(server: ServerState, [name]: readonly string[], { view }: CommandCall): CommandAnswer {
  if (name === undefined) return failure('set server <b>/<s> fqdn requires a FQDN.')
  if (server.serviceName !== null)
    return failure('set server <b>/<s> fqdn failed because SRV resolution is configured.')
  if (view.names?.resolves(server) !== true)
    return failure('set server <b>/<s> fqdn failed because no resolution is configured.')
  if (!isQueryableName(name)) return failure(`invalid fqdn '${name}'${suffix}`)
  const old = server.hostName
  if (old?.toLowerCase() === name.toLowerCase()) return information(`no need to change the FDQN${suffix}`)
  view.names.setHostName(server, name)
  server.backend.setAdmin(server, adminFlags.hostNameMaintenance, 0, null)
  return information(
    `${server.backend.name}/${server.name} changed its FQDN from ${old ?? '(null)'} to ${name}${suffix}`,
  )
}

function describeAddressChange(server: ServerState, address: IpAddress): string {
  const old = server.address?.kind === 'ip' ? server.address.address : null
  if (old?.equals(address) === true) return 'no need to change the addr'
  return `IP changed from '${old ?? ''}' to '${address}'`
}

/** Changes a server while it runs. Management manual 9.3. */
export const setServer = defineRuntimeCommand({
  name: 'set server',
  usage: 'set server <bk>/<srv> [opts]',
  summary: "Change a server's state, weight, address or ssl.",
  level: 'admin',
  run(call) {
    const server = findServer(call.view, call.args[0])
    if (isMessage(server)) return server
    const change = Object.hasOwn(changes, call.args[1] ?? '') ? changes[call.args[1]!] : undefined
    return change === undefined ? failure(usage) : change(server, call.args.slice(2), call)
  },
})
