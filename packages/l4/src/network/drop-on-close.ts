import { setLinger } from '@weir/os'

/** Makes closing send a reset, where system calls are at hand. */
export function dropOnClose(fd: number): void {
  try {
    setLinger(fd, 0)
  } catch {
    // Without them the peer sees the end that is under way.
  }
}
