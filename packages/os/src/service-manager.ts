import { type DatagramSocket, openUnixDatagram } from './datagram.ts'

/** Tells systemd how the process is (sd_notify(3)). */
export interface ServiceManager {
  /** Sends assignments such as `{ READY: 1, STATUS: 'Ready.' }`. False when the manager could not be reached. */
  notify(assignments: Readonly<Record<string, string | number>>): boolean
  close(): void
}

/** The text of a notification: one `NAME=value` a line. */
export function formatNotification(assignments: Readonly<Record<string, string | number>>): string {
  return Object.entries(assignments)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')
}

/**
 * Connects to the socket that `NOTIFY_SOCKET` names, or returns null when the process was not started by a manager
 * that wants to be told. Throws an `OsError` where `koffi` is missing.
 */
export function connectServiceManager(
  socketPath: string | undefined,
  open: (path: string) => DatagramSocket = openUnixDatagram,
): ServiceManager | null {
  if (socketPath === undefined || socketPath === '') return null
  const socket = open(socketPath)
  return {
    notify: (assignments) => socket.send(Buffer.from(formatNotification(assignments), 'utf8')) === 'sent',
    close: () => socket.close(),
  }
}

/**
 * How many descriptors systemd handed over, from 3 on (sd_listen_fds(3)): zero when they were meant for another
 * process.
 */
export function countListenDescriptors(environment: Readonly<Record<string, string | undefined>>, pid: number): number {
  if (environment.LISTEN_PID !== undefined && Number(environment.LISTEN_PID) !== pid) return 0
  const count = Number(environment.LISTEN_FDS ?? 0)
  return Number.isInteger(count) && count > 0 ? count : 0
}
