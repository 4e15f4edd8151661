import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findGroupId, findUserId, parseGroups, parseUsers } from './accounts.ts'

const directory = mkdtempSync(join(tmpdir(), 'weir-accounts-'))
const passwd = join(directory, 'passwd')
const group = join(directory, 'group')
writeFileSync(passwd, 'root:x:0:0:root:/root:/bin/sh\nhaproxy:x:107:113::/var/lib/haproxy:/usr/sbin/nologin\n+::::\n')
writeFileSync(group, 'root:x:0:\nhaproxy:x:113:\nbroken\n')

test('reads accounts and skips lines that make no sense', () => {
  expect(parseUsers('a:x:1:2::/:/bin/sh\n\n+:\nb:x:z:2')).toEqual([{ name: 'a', uid: 1, gid: 2 }])
  expect(parseGroups('a:x:1:b,c\n#\n')).toEqual([{ name: 'a', gid: 1 }])
})

test.each([
  ['haproxy', { id: 107 }],
  ['root', { id: 0 }],
  ['nobody-here', { error: "cannot find user id for 'nobody-here' (0:Success)" }],
])('finds the user %s', (name, expected) => {
  expect(findUserId(name, passwd)).toEqual(expected)
})

test.each([
  ['haproxy', { id: 113 }],
  ['broken', { error: "cannot find group id for 'broken' (0:Success)" }],
])('finds the group %s', (name, expected) => {
  expect(findGroupId(name, group)).toEqual(expected)
})

test('takes an absent file as an empty one', () => {
  expect(findUserId('root', join(directory, 'absent'))).toHaveProperty('error')
})
