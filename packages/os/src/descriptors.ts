import { writeSync } from 'node:fs'
import { checked, libcState, requireLibc } from './libc.ts'

const F_GETFD = 1
const F_SETFD = 2
const F_GETFL = 3
const F_SETFL = 4
const FD_CLOEXEC = 1
const O_NONBLOCK = 0o4000
const POLLOUT = 4

/** A second descriptor for the same open file. Children inherit it, unlike those that Node opens. */
export function duplicateDescriptor(fd: number): number {
  const libc = requireLibc('dup')
  return checked(libc, `dup ${fd}`, libc.dup(fd))
}

/** Makes `wanted` a second descriptor for the file of `fd`; what `wanted` was before is closed. */
export function replaceDescriptor(fd: number, wanted: number): void {
  const libc = requireLibc('dup2')
  checked(libc, `dup2 ${fd} ${wanted}`, libc.dup2(fd, wanted))
}

/** Closes a descriptor that no Node object owns. */
export function closeDescriptor(fd: number): void {
  const libc = requireLibc('close')
  checked(libc, `close ${fd}`, libc.close(fd))
}

/** Whether children started from now on lose the descriptor. */
export function setCloseOnExec(fd: number, on: boolean): void {
  changeFlag(fd, F_GETFD, F_SETFD, FD_CLOEXEC, on)
}

/** Whether reads and writes return `EAGAIN` instead of waiting. The flag belongs to the open file: others see it too. */
export function setNonBlocking(fd: number, on: boolean): void {
  changeFlag(fd, F_GETFL, F_SETFL, O_NONBLOCK, on)
}

function changeFlag(fd: number, get: number, set: number, flag: number, on: boolean): void {
  const libc = requireLibc('fcntl')
  const flags = checked(libc, `fcntl ${fd}`, libc.fcntl(fd, get))
  // koffi takes the type of a variadic argument in front of it.
  const setFlags = libc.fcntl as unknown as (fd: number, command: number, type: string, value: number) => number
  checked(libc, `fcntl ${fd}`, setFlags(fd, set, 'int', on ? flags | flag : flags & ~flag))
}

/**
 * Writes to a pipe, terminal or socket if it takes bytes at once. True when all of `data` was taken; a line of up to
 * 4096 bytes is taken whole or not at all (pipe(7)). Without `koffi` a descriptor in blocking mode may hold the
 * caller back.
 */
export function writeWithoutWaiting(fd: number, data: Uint8Array): boolean {
  const { libc } = libcState()
  if (libc === null) {
    try {
      return writeSync(fd, data) === data.length
    } catch {
      return false
    }
  }
  const entry = new Uint8Array(8)
  const view = new DataView(entry.buffer)
  view.setInt32(0, fd, true)
  view.setInt16(4, POLLOUT, true)
  if (libc.poll(entry, 1, 0) !== 1 || (view.getInt16(6, true) & POLLOUT) === 0) return false
  return libc.write(fd, data, data.length) === data.length
}
