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

it.each([
  ['user', 'expects <name>'],
  ['user a foo b', "'user' only supports"],
  ['group g/h', "character '/' is not permitted in 'group' name 'g/h'"],
  ['group g foo', "'group' only supports 'users' option."],
])('refuses %s', (line, message) => {
  expect(readLines('userlist', [line]).complaints[0]).toContain(message)
})
