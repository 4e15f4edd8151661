import { type SocketOption, setCongestionControl, setSocketOption } from '@weir/os'
import type { Connection } from './network/connection.ts'

/** How TCP probes a connection on which nothing happens; null leaves a number to the system. */
export interface KeepAliveProbes {
  readonly idleSeconds: number | null
  readonly intervalSeconds: number | null
  readonly count: number | null
}

export const noProbes: KeepAliveProbes = { idleSeconds: null, intervalSeconds: null, count: null }

/** What the kernel keeps of a connection's data: `tune.{rcvbuf,sndbuf,notsent-lowat}.…`; null leaves it to the system. */
export interface SocketBuffers {
  readonly receiveBytes: number | null
  readonly sendBytes: number | null
  readonly notSentBytes: number | null
}

export const noBuffers: SocketBuffers = { receiveBytes: null, sendBytes: null, notSentBytes: null }

/** Sets what is given on an established connection. Where there are no system calls, nothing happens. */
export function setProbes(connection: Connection, { idleSeconds, intervalSeconds, count }: KeepAliveProbes): void {
  set(connection, 'keepAliveIdleSeconds', idleSeconds)
  set(connection, 'keepAliveIntervalSeconds', intervalSeconds)
  set(connection, 'keepAliveCount', count)
}

/** The same for buffers. */
export function setBuffers(connection: Connection, { receiveBytes, sendBytes, notSentBytes }: SocketBuffers): void {
  set(connection, 'receiveBufferBytes', receiveBytes)
  set(connection, 'sendBufferBytes', sendBytes)
  set(connection, 'notSentLowWaterBytes', notSentBytes)
}

/** `cc`. An algorithm that the kernel lacks is passed over. */
export function setCongestion({ fd }: Connection, algorithm: string): void {
  if (fd !== null) attempt(() => setCongestionControl(fd, algorithm))
}

function set({ fd }: Connection, option: SocketOption, value: number | null): void {
  if (fd !== null && value !== null) attempt(() => setSocketOption(fd, option, value))
}

function attempt(change: () => void): void {
  try {
    change()
  } catch {
    // No system calls at hand, or a value that the kernel refuses.
  }
}
