import { createRequire } from 'node:module'

/** A C function. Integers and buffers only, which is all that the calls here need. */
type NativeFunction = (...values: (number | bigint | string | Uint8Array | null)[]) => number

interface Koffi {
  load(path: string | null): { func(definition: string): NativeFunction }
  errno(): number
  readonly os: { readonly errno: Readonly<Record<string, number>> }
}

/** The calls of the C library that Node does not offer. Each sets `errno`, which `failure` reads. */
export interface Libc {
  readonly socket: NativeFunction
  readonly bind: NativeFunction
  readonly connect: NativeFunction
  readonly send: NativeFunction
  readonly setsockopt: NativeFunction
  readonly getsockopt: NativeFunction
  readonly chroot: NativeFunction
  readonly dup: NativeFunction
  readonly dup2: NativeFunction
  readonly close: NativeFunction
  readonly fcntl: NativeFunction
  readonly poll: NativeFunction
  readonly write: NativeFunction
  readonly setsid: NativeFunction
  readonly getrlimit: NativeFunction
  readonly setrlimit: NativeFunction
  readonly prctl: NativeFunction
  readonly sched_setaffinity: NativeFunction
  readonly sched_getaffinity: NativeFunction
  /** The name of the last error, such as `EAGAIN`. To be read at once after a call that failed. */
  lastError(): string
}

const definitions: Readonly<Record<Exclude<keyof Libc, 'lastError'>, string>> = {
  socket: 'int socket(int domain, int type, int protocol)',
  bind: 'int bind(int fd, const uint8_t *address, uint32_t length)',
  connect: 'int connect(int fd, const uint8_t *address, uint32_t length)',
  send: 'int64_t send(int fd, const uint8_t *data, uint64_t length, int flags)',
  setsockopt: 'int setsockopt(int fd, int level, int name, const uint8_t *value, uint32_t length)',
  getsockopt: 'int getsockopt(int fd, int level, int name, uint8_t *value, uint8_t *length)',
  chroot: 'int chroot(const char *path)',
  dup: 'int dup(int fd)',
  dup2: 'int dup2(int fd, int wanted)',
  close: 'int close(int fd)',
  fcntl: 'int fcntl(int fd, int command, ...)',
  poll: 'int poll(uint8_t *entries, uint64_t count, int timeout)',
  write: 'int64_t write(int fd, const uint8_t *data, uint64_t length)',
  setsid: 'int setsid()',
  getrlimit: 'int getrlimit(int resource, uint8_t *limits)',
  setrlimit: 'int setrlimit(int resource, const uint8_t *limits)',
  prctl: 'int prctl(int option, uint64_t a, uint64_t b, uint64_t c, uint64_t d)',
  sched_setaffinity: 'int sched_setaffinity(int pid, uint64_t size, const uint8_t *mask)',
  sched_getaffinity: 'int sched_getaffinity(int pid, uint64_t size, uint8_t *mask)',
}

/** The libc, or the reason why there is none, in the form "needs …". */
export type LibcState =
  | { readonly libc: Libc; readonly reason: null }
  | { readonly libc: null; readonly reason: string }

/** Binds the C library through `koffi`. `platform` and `load` are parameters for tests. */
export function bindLibc(platform: string, load: () => Koffi): LibcState {
  if (platform !== 'linux') return { libc: null, reason: `needs Linux, but this is '${platform}'` }
  let koffi: Koffi
  try {
    koffi = load()
  } catch {
    return { libc: null, reason: "needs the optional package 'koffi', which is not installed" }
  }
  try {
    const library = koffi.load(null)
    const names = new Map(Object.entries(koffi.os.errno).map(([name, value]) => [value, name]))
    // EWOULDBLOCK has the same number.
    if (koffi.os.errno.EAGAIN !== undefined) names.set(koffi.os.errno.EAGAIN, 'EAGAIN')
    const functions: Record<string, NativeFunction> = {}
    for (const [name, definition] of Object.entries(definitions)) functions[name] = library.func(definition)
    const lastError = (): string => names.get(koffi.errno()) ?? `E${koffi.errno()}`
    return { libc: { ...functions, lastError } as unknown as Libc, reason: null }
  } catch (error) {
    return { libc: null, reason: `needs the C library, which cannot be bound: ${(error as Error).message}` }
  }
}

let state: LibcState | null = null

/** The process's C library, bound at the first call. */
export function libcState(): LibcState {
  state ??= bindLibc(process.platform, () => createRequire(import.meta.url)('koffi') as Koffi)
  return state
}

/** A system call failed. `code` is such as `EPERM`. */
export class OsError extends Error {
  override readonly name = 'OsError'
  readonly code: string
  readonly call: string

  constructor(call: string, code: string) {
    super(`${call}: ${code}`)
    this.call = call
    this.code = code
  }
}

/** The libc, or an `OsError` with code `ENOSYS` that carries the reason. */
export function requireLibc(call: string): Libc {
  const { libc, reason } = libcState()
  if (libc === null) throw new OsError(`${call} ${reason}`, 'ENOSYS')
  return libc
}

/** Returns `result`, or throws what the last call has left in `errno`. */
export function checked(libc: Libc, call: string, result: number): number {
  if (result < 0) throw new OsError(call, libc.lastError())
  return result
}
