import { definePort } from '@weir/keyword'

/** One `user` line. */
export interface User {
  readonly name: string
  readonly password: string
  /** `insecure-password`: the password is in clear text. Otherwise it is a crypt(3) string. */
  readonly isPlain: boolean
}

/** Checks a password against a crypt(3) string (`$5$`, `$6$` …). */
export interface PasswordCheck {
  verify(password: string, hashed: string): boolean
}

export const passwordPort = definePort<PasswordCheck>('password hashes')

/** A `userlist` section at work. */
export class UserList {
  readonly name: string
  readonly #users: ReadonlyMap<string, User>
  readonly #groups: ReadonlyMap<string, readonly string[]>
  readonly #check: PasswordCheck

  /** `groups` tells the members of each group. */
  constructor(
    name: string,
    users: readonly User[],
    groups: ReadonlyMap<string, readonly string[]>,
    check: PasswordCheck,
  ) {
    this.name = name
    this.#users = new Map(users.map((user) => [user.name, user]))
    this.#check = check
    const byUser = new Map<string, string[]>()
    for (const [group, members] of groups) {
      for (const member of members) byUser.set(member, [...(byUser.get(member) ?? []), group])
    }
    this.#groups = byUser
  }

  verify(name: string, password: string): boolean {
    const user = this.#users.get(name)
    if (user === undefined) return false
    return user.isPlain ? equalsInConstantTime(user.password, password) : this.#check.verify(password, user.password)
  }

  groupsOf(name: string): readonly string[] {
    return this.#groups.get(name) ?? []
  }
}

function equalsInConstantTime(a: string, b: string): boolean {
  let difference = a.length ^ b.length
  for (let at = 0; at < b.length; at++) difference |= (a.charCodeAt(at % Math.max(1, a.length)) | 0) ^ b.charCodeAt(at)
  return difference === 0
}
