import { formatSocketAddress } from '@weir/base'
import type { Frontend, Listener } from '@weir/l4'

/** Binds one listener. Returns the problem in HAProxy's words, or null. */
export async function bindListener(frontend: Frontend, listener: Listener): Promise<string | null> {
  try {
    await listener.start()
    return null
  } catch (error) {
    const { address, fd } = listener.listen
    const kind = address.kind === 'unix' && fd === undefined ? 'UNIX socket' : 'socket'
    const place =
      fd === undefined ? (address.kind === 'unix' ? address.path : formatSocketAddress(address)) : `fd@${fd}`
    return `Starting frontend ${frontend.name}: cannot bind ${kind} (${describeSystemError(error)}) [${place}]`
  }
}

const systemTexts: Readonly<Record<string, string>> = {
  EADDRINUSE: 'Address already in use',
  EADDRNOTAVAIL: 'Cannot assign requested address',
  EACCES: 'Permission denied',
  EPERM: 'Operation not permitted',
  EBADF: 'Bad file descriptor',
  ENOENT: 'No such file or directory',
  ENOTSOCK: 'Socket operation on non-socket',
  EINVAL: 'Invalid argument',
  EMFILE: 'Too many open files',
}

/** The system's words for the code of a failed call, as strerror(3) has them. */
export function describeSystemError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return systemTexts[(error as NodeJS.ErrnoException).code ?? ''] ?? error.message
}
