import type { ServerState } from '@weir/balance'
import { formatSocketAddress } from '@weir/base'
import type { StickTarget, StickyServer } from '@weir/stick-table'
import type { Backend } from './backend.ts'

/** How `stick` rules store a server. */
export function stickyServerOf(server: ServerState): StickyServer {
  const { id, name, address } = server
  return { id, name, addressKey: address === null ? '' : formatSocketAddress(address) }
}

/** The server that an entry means: by its key first, by its number where no server has that key. */
export function findStickyServer(backend: Backend, { serverId, serverKey, keyKind }: StickTarget): ServerState | null {
  const { servers } = backend.state
  if (serverKey !== null) {
    for (const server of servers) {
      const { name, addressKey } = stickyServerOf(server)
      if ((keyKind === 'addr' ? addressKey : name) === serverKey) return server
    }
  }
  return servers.find(({ id }) => id === serverId) ?? null
}
