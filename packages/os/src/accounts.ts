import { readFileSync } from 'node:fs'

/** One line of `/etc/passwd`. */
export interface UserAccount {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/** One line of `/etc/group`. */
export interface GroupAccount {
  readonly name: string
  readonly gid: number
}

/** The number that a name stands for, or why it stands for none, as HAProxy words it. */
export type AccountLookup = { readonly id: number } | { readonly error: string }

/** Reads the text of `/etc/passwd` (passwd(5)). Lines that make no sense are left out. */
export function parseUsers(text: string): UserAccount[] {
  const users: UserAccount[] = []
  for (const line of text.split('\n')) {
    const [name, , uid, gid] = line.split(':')
    if (name === undefined || name === '' || !isNumber(uid) || !isNumber(gid)) continue
    users.push({ name, uid: Number(uid), gid: Number(gid) })
  }
  return users
}

/** Reads the text of `/etc/group` (group(5)). */
export function parseGroups(text: string): GroupAccount[] {
  const groups: GroupAccount[] = []
  for (const line of text.split('\n')) {
    const [name, , gid] = line.split(':')
    if (name === undefined || name === '' || !isNumber(gid)) continue
    groups.push({ name, gid: Number(gid) })
  }
  return groups
}

/** Looks a user up by name in `/etc/passwd`; directories such as LDAP are not asked. */
export function findUserId(name: string, path = '/etc/passwd'): AccountLookup {
  const user = parseUsers(readOrEmpty(path)).find((candidate) => candidate.name === name)
  return user === undefined ? { error: `cannot find user id for '${name}' (0:Success)` } : { id: user.uid }
}

/** Looks a group up by name in `/etc/group`. */
export function findGroupId(name: string, path = '/etc/group'): AccountLookup {
  const group = parseGroups(readOrEmpty(path)).find((candidate) => candidate.name === name)
  return group === undefined ? { error: `cannot find group id for '${name}' (0:Success)` } : { id: group.gid }
}

function isNumber(text: string | undefined): boolean {
  return text !== undefined && /^[0-9]+$/.test(text)
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}
