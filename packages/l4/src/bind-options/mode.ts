import { custom, defineBindOption, int, text } from '@weir/keyword'
import { findGroupId, findUserId } from '@weir/os'
import { bindOptions } from '../bind-options.ts'

const octal = custom('mode', '<mode>', (reader) => {
  const word = reader.next()
  if (word === null || !/^[+-]?[0-7]+$/.test(word.text)) {
    return reader.fail(`'mode' expects an octal number, but got '${word?.text ?? ''}'`)
  }
  // What is more than permissions is left out.
  return Number.parseInt(word.text, 8) & 0o7777
})

/** Permissions and owners of Unix sockets (manual 5.1). */
export const owners = [
  defineBindOption({
    name: 'mode',
    summary: 'Sets the permissions of a Unix socket.',
    manual: '5.1',
    options: bindOptions,
    params: [octal],
    apply(record, [mode]) {
      record.mode = mode
    },
  }),
  defineBindOption({
    name: 'user',
    summary: 'Sets the owner of a Unix socket by name.',
    manual: '5.1',
    options: bindOptions,
    params: [text('user')],
    apply(record, [user], site) {
      if ('error' in findUserId(user)) site.complain(`'user' : unknown user '${user}'`)
      else record.userName = user
    },
  }),
  defineBindOption({
    name: 'group',
    summary: 'Sets the group of a Unix socket by name.',
    manual: '5.1',
    options: bindOptions,
    params: [text('group')],
    apply(record, [group], site) {
      if ('error' in findGroupId(group)) site.complain(`'group' : unknown group '${group}'`)
      else record.groupName = group
    },
  }),
  defineBindOption({
    name: 'uid',
    summary: 'Sets the owner of a Unix socket by number.',
    manual: '5.1',
    options: bindOptions,
    params: [int('uid', { min: 0 })],
    apply(record, [uid]) {
      record.userId = uid
    },
  }),
  defineBindOption({
    name: 'gid',
    summary: 'Sets the group of a Unix socket by number.',
    manual: '5.1',
    options: bindOptions,
    params: [int('gid', { min: 0 })],
    apply(record, [gid]) {
      record.groupId = gid
    },
  }),
]
