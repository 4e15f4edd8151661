import type { ServerState } from '@weir/balance'
import { parseIpAddress } from '@weir/base'
import type { HostLookup } from './ports.ts'

/**
 * Finds the address of a server that is named by a host name, with the methods of `init-addr` in order. `none`: one of
 * them says that the server may do without.
 */
export async function resolveServer(
  server: ServerState,
  family: 'any' | 4 | 6,
  methods: readonly string[],
  lookup: HostLookup,
): Promise<'found' | 'none' | 'unknown'> {
  for (const method of methods) {
    if (method === 'none') return 'none'
    const address = method === 'libc' ? await lookup(server.hostName!, family) : parseIpAddress(method)
    if (address === null) continue
    server.backend.setAddress(server, { kind: 'ip', address, port: server.port }, server.port)
    return 'found'
  }
  return 'unknown'
}
