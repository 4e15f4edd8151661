import { writeWithoutWaiting } from '@weir/os'
import type { LogTransport } from '../transport.ts'

/** Messages to an open descriptor: a pipe, terminal or socket, in one write each. The descriptor stays open. */
export function openDescriptorTransport(fd: number, write = writeWithoutWaiting): LogTransport {
  return { send: (data) => write(fd, data), close: () => {} }
}
