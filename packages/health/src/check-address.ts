import type { ServerState } from '@weir/balance'
import type { SocketAddress } from '@weir/base'

/** Whether an address says where to go: `*` leaves that to the server's own. */
export const isSpecific = (address: SocketAddress): boolean =>
  address.kind === 'unix' || address.address.bytes.some((byte) => byte !== 0)

/** The server's address unless `addr` and `port` say otherwise. Null when no port is known. */
export function checkAddress(
  server: ServerState,
  address: SocketAddress | null,
  port: number | null,
): SocketAddress | null {
  const own = address !== null && isSpecific(address) ? address : null
  const base = own ?? server.address
  if (base?.kind !== 'ip') return base
  const ownPort = own?.kind === 'ip' && own.port > 0 ? own.port : null
  const chosen = port ?? ownPort ?? (server.portRule === 'fixed' ? server.port : 0)
  return chosen > 0 ? { kind: 'ip', address: base.address, port: chosen } : null
}
