/** Lines of a `userlist` section (manual 3.4). */
import { type ArgumentReader, custom, defineDirective, type Failed } from '@weir/keyword'
import { userListOptions } from '../options.ts'
import type { User } from '../user-list.ts'

interface UserNode {
  readonly user: User | null
  readonly name: string
  readonly groups: readonly string[]
  /** What is wrong with the words behind the name; of a name that is there already nobody looks at them. */
  readonly problem: string | null
}

const userLine = custom(
  'user',
  '<name> [password | insecure-password <password>] [groups <group>,…]',
  (reader: ArgumentReader): UserNode | Failed => {
    const name = reader.next()
    if (name === null) return reader.fail("'user' expects <name> as argument", { code: 'config/missing-argument' })
    let user: User | null = null
    let problem: string | null = null
    const groups: string[] = []
    for (let word = reader.next(); word !== null; word = reader.next()) {
      if (!['password', 'insecure-password', 'groups'].includes(word.text)) {
        problem ??= "'user' only supports 'password', 'insecure-password' and 'groups' options."
        continue
      }
      // A line that ends here means an empty password, or no group.
      const value = reader.next()?.text ?? ''
      if (word.text === 'password' || word.text === 'insecure-password') {
        user = { name: name.text, password: value, isPlain: word.text === 'insecure-password' }
      } else groups.push(...value.split(',').filter((group) => group !== ''))
    }
    return { user, name: name.text, groups, problem }
  },
)

/** From here on HAProxy warns of a hash (since 2.6 §3.5). */
const slowMs = 10

/** What verifying costs a processor of today, in milliseconds, by the rounds that the hash itself names. */
function estimateCostMs(hashed: string): number {
  const [, kind = '', rounds] = /^\$(5|6|2[abxy])\$(?:rounds=)?([0-9]+)\$/.exec(hashed) ?? []
  if (rounds === undefined) return 0
  // SHA-crypt makes about 1500 rounds in a millisecond; bcrypt doubles with each step, from 1 ms at 4.
  return Math.round(kind.startsWith('2') ? 2 ** (Number(rounds) - 4) : Number(rounds) / 1500)
}

function addMembers(groups: Map<string, string[]>, group: string, members: readonly string[]): void {
  const known = groups.get(group)
  if (known === undefined) groups.set(group, [...members])
  else known.push(...members)
}

export const user = defineDirective({
  name: 'user',
  summary: 'Adds a user to the list.',
  manual: '3.4',
  sections: ['userlist'],
  options: userListOptions,
  params: [userLine],
  apply(record, [node], site) {
    if (record.declaredUsers.has(node.name)) {
      site.warn(`ignoring duplicated user '${node.name}' in userlist '${site.section.name}'.`)
      return
    }
    if (node.problem !== null) {
      site.complain(node.problem)
      return
    }
    record.declaredUsers.add(node.name)
    if (node.user !== null) record.users.push(node.user)
    const costMs = node.user === null || node.user.isPlain ? 0 : estimateCostMs(node.user.password)
    if (costMs >= slowMs) {
      site.warn(
        `the hash algorithm used for this password takes about ${costMs} milliseconds to verify, during which nothing else is done`,
        'use fewer rounds, or another way to tell users apart',
      )
    }
    for (const group of node.groups) addMembers(record.groups, group, [node.name])
  },
})

const groupName = custom('name', '<name>', (reader): string | Failed => {
  const word = reader.next()
  if (word === null) return reader.fail("'group' expects <name> as argument", { code: 'config/missing-argument' })
  const forbidden = /[^A-Za-z0-9_.:-]/.exec(word.text)?.[0]
  if (forbidden === undefined) return word.text
  return reader.fail(`character '${forbidden}' is not permitted in 'group' name '${word.text}'`)
})

export const group = defineDirective({
  name: 'group',
  summary: 'Adds a group of users to the list.',
  manual: '3.4',
  sections: ['userlist'],
  options: userListOptions,
  params: [
    groupName,
    custom('members', '[users <user>,…]', (reader): readonly string[] | null => {
      const word = reader.next()
      const members = (reader.next()?.text ?? '').split(',').filter((member) => member !== '')
      let isWrong = word !== null && word.text !== 'users'
      while (reader.next() !== null) isWrong = true
      return isWrong ? null : members
    }),
  ],
  apply(record, [name, members], site) {
    if (record.declaredGroups.has(name)) {
      site.warn(`ignoring duplicated group '${name}' in userlist '${site.section.name}'.`)
      return
    }
    if (members === null) {
      site.complain("'group' only supports 'users' option.")
      return
    }
    record.declaredGroups.add(name)
    addMembers(record.groups, name, members)
  },
})
