import { applyLine } from '@weir/log/testing'
import { expect, test } from 'vitest'
import { unixBind } from './unix-bind.ts'

test.each([
  [
    'unix-bind prefix /a mode 600 user root group root',
    { unixBind: { prefix: '/a', mode: 0o600, uid: 0, gid: 0, user: 'root', group: 'root' } },
  ],
])('%s', (line, expected) => {
  const { record, errors } = applyLine(unixBind, line)
  expect(errors).toEqual([])
  expect(record).toMatchObject(expected)
})

test.each([
  ['unix-bind foo', "'unix-bind' only supports the 'prefix', 'mode', 'uid', 'gid', 'user' and 'group' options"],
  ['unix-bind user nobody-here', "'unix-bind' : 'nobody-here' unknown user"],
])('%s is refused', (line, expected) => {
  expect(applyLine(unixBind, line).errors).toEqual([expected])
})
