import { expect, it } from 'vitest'
import { userListOptions } from '../options.ts'
import { readLines } from '../testing/lines.ts'

it('gathers users and groups', () => {
  const { users, groups } = readLines('userlist', [
    'group g users a,b',
    'user a insecure-password x groups h',
    'user b password $6$y',
  ]).options.get(userListOptions)
  expect(users).toEqual([
    { name: 'a', password: 'x', isPlain: true },
    { name: 'b', password: '$6$y', isPlain: false },
  ])
  expect([...groups]).toEqual([
    ['g', ['a', 'b']],
    ['h', ['a']],
  ])
})

it('takes nothing at the end of a line for an empty password, or for no group', () => {
  const { users, groups } = readLines('userlist', [
    'user a password',
    'user b insecure-password',
    'user c groups',
    'group g users',
  ]).options.get(userListOptions)
  expect(users).toEqual([
    { name: 'a', password: '', isPlain: false },
    { name: 'b', password: '', isPlain: true },
  ])
  expect([...groups]).toEqual([['g', []]])
})

it.each([
  ['$6$rounds=5000$salt$hash', 0],
  ['$6$salt$hash', 0],
  ['$5$rounds=9999999$salt$hash', 1],
  ['$2b$06$salthash', 0],
  ['$2y$12$salthash', 1],
])('warns of a hash that takes long: %s', (hash, count) => {
  const { complaints } = readLines('userlist', [`user a password ${hash}`])
  expect(complaints.filter((message) => message.includes('milliseconds to verify'))).toHaveLength(count)
})

it.each([
  ['user', 'expects <name>'],
  ['user a foo b', "'user' only supports"],
  ['group g/h', "character '/' is not permitted in 'group' name 'g/h'"],
  ['group g foo', "'group' only supports 'users' option."],
])('refuses %s', (line, message) => {
  expect(readLines('userlist', [line]).complaints[0]).toContain(message)
})

it('looks no further at a name that is there', () => {
  const { complaints } = readLines('userlist', ['group g', 'group g foo', 'user a', 'user a foo b'])
  expect(complaints).toEqual([
    expect.stringContaining("ignoring duplicated group 'g'"),
    expect.stringContaining("ignoring duplicated user 'a'"),
  ])
})
