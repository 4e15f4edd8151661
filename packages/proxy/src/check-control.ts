import type { ServerState } from '@weir/balance'
import { parseIpAddress, type SocketAddress } from '@weir/base'
import { type CheckControl, failure } from '@weir/control'
import { type HealthMonitor, type ServerCheckOptions, serverCheckOptions } from '@weir/health'

const optionsOf = (server: ServerState): ServerCheckOptions => server.options.get(serverCheckOptions)

/** The port is a check's own; with the address it only fills a place. */
const at = (text: string, port: number): SocketAddress | null => {
  const address = parseIpAddress(text)
  return address === null ? null : { kind: 'ip', address, port }
}

/** What the runtime socket may change about checks. The next check finds what was changed. */
export function createCheckControl(monitor: HealthMonitor): CheckControl {
  return {
    setAgentState(server, state) {
      monitor.setAgentState(server, state)
      return ''
    },
    setAgentTarget(server, { address, port, send }) {
      const options = optionsOf(server)
      if (address !== undefined) {
        const parsed = at(address, options.agentPort ?? 0)
        if (parsed === null) return failure('incorrect addr address given for agent.')
        options.agentAddress = parsed
      }
      if (port !== undefined) options.agentPort = port
      if (send !== undefined) options.agentSends = send
      return ''
    },
    setCheckTarget(server, { address, port }) {
      const options = optionsOf(server)
      if (address !== undefined) options.address = { kind: 'ip', address, port: options.port ?? 0 }
      if (port !== undefined) options.port = port
      return ''
    },
  }
}
