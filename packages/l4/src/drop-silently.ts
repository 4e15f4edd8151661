import { libcState, setSocketOption } from '@weir/os'
import type { Connection } from './network/connection.ts'

/**
 * Makes the close that follows one that the client does not hear, as far as possible: a socket in TCP repair is forgotten
 * without a word, which takes CAP_NET_ADMIN; otherwise, or with `ttl`, the reset dies on its way. Where system calls are not
 * at hand the reset reaches the client.
 */
export function dropSilently(connection: Connection, ttl: number | null): void {
  const { fd, remoteAddress } = connection
  if (fd === null || libcState().libc === null || remoteAddress?.kind !== 'ip') return
  if (ttl === null && entersRepair(fd)) return
  setSocketOption(fd, remoteAddress.address.family === 6 ? 'hopLimit' : 'ttl', ttl ?? 1)
}

function entersRepair(fd: number): boolean {
  try {
    setSocketOption(fd, 'repair', 1)
    return true
  } catch {
    return false
  }
}
