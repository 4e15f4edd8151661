import type { ServerState } from '@weir/balance'
import { parseIpAddress } from '@weir/base'
import type { HostLookup } from './ports.ts'

/**
 * Finds the address of a server that is named by a host name, with the methods of `init-addr` in order. True when the
 * server may be used as it is afterwards, be it without an address (`none`).
 */
export async function resolveServer(
  server: ServerState,
  family: 'any' | 4 | 6,
  methods: readonly string[],
  lookup: HostLookup,
): Promise<boolean> {
  for (const method of methods) {
    if (method === 'none') return true
    const address = method === 'libc' ? await lookup(server.hostName!, family) : parseIpAddress(method)
    if (address === null) continue
    server.address = { kind: 'ip', address, port: server.port }
    return true
  }
  return false
}
