import { type SocketOption, setSocketOption } from '@weir/os'
import type { Connection } from './network/connection.ts'

/** Sets the firewall mark of a connection's packets. Passed over where the system does not allow it, as in HAProxy. */
export function setMark(connection: Connection, mark: number): void {
  attempt(connection, 'mark', mark | 0)
}

/** Sets the type of service (IPv4) or traffic class (IPv6) of a connection's packets. */
export function setTypeOfService(connection: Connection, value: number): void {
  const { remoteAddress } = connection
  const isV6 = remoteAddress?.kind === 'ip' && remoteAddress.address.family === 6
  attempt(connection, isV6 ? 'trafficClass' : 'tos', value)
}

/** Limits how long sent data may stay unacknowledged. */
export function setUserTimeout(connection: Connection, timeoutMs: number): void {
  attempt(connection, 'userTimeoutMs', timeoutMs)
}

function attempt({ fd }: Connection, option: SocketOption, value: number): void {
  if (fd === null) return
  try {
    setSocketOption(fd, option, value)
  } catch {
    // No system calls at hand, or no right to this one.
  }
}
