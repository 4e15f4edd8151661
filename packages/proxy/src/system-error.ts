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
