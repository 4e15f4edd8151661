import { checked, OsError, requireLibc } from './libc.ts'

/** What a process gives up once it has bound its sockets. Null keeps what it has. */
export interface Privileges {
  readonly chroot: string | null
  readonly uid: number | null
  readonly gid: number | null
}

/** The calls that drop privileges, in the order in which they must be made: a port, so that the order can be tested. */
export interface PrivilegeCalls {
  chroot(path: string): void
  chdir(path: string): void
  setgroups(groups: readonly number[]): void
  setgid(gid: number): void
  setuid(uid: number): void
}

/** Makes `path` the root directory of this process. Throws an `OsError`. */
export function changeRoot(path: string): void {
  const libc = requireLibc('chroot')
  checked(libc, `chroot '${path}'`, libc.chroot(path))
}

/** The calls of the running process. Only its main thread may change who it is. */
export const processPrivilegeCalls: PrivilegeCalls = {
  chroot: changeRoot,
  chdir: (path) => process.chdir(path),
  setgroups: (groups) => required(process.setgroups, 'setgroups').call(process, [...groups]),
  setgid: (gid) => required(process.setgid, 'setgid').call(process, gid),
  setuid: (uid) => required(process.setuid, 'setuid').call(process, uid),
}

/**
 * Gives up privileges: root directory, supplementary groups, group, user. In this order, since each step needs a right
 * that a later one takes away. Throws what the failing call throws; nothing after it has been done then.
 */
export function dropPrivileges(privileges: Privileges, calls: PrivilegeCalls = processPrivilegeCalls): void {
  if (privileges.chroot !== null) {
    calls.chroot(privileges.chroot)
    calls.chdir('/')
  }
  if (privileges.gid !== null) {
    calls.setgroups([])
    calls.setgid(privileges.gid)
  }
  if (privileges.uid !== null) calls.setuid(privileges.uid)
}

function required<T>(value: T | undefined, call: string): T {
  if (value === undefined) throw new OsError(`${call} needs the main thread of a POSIX process`, 'ENOSYS')
  return value
}
