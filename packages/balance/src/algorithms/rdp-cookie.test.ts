import { sdbm } from '@weir/base'
import { expect, test } from 'vitest'
import { chooseBy, complaints, serversOf } from '../testing/index.ts'

const servers = serversOf(1, 1, 1, 1, 1, 1, 1)
const owner = (key: string): string => 'abcdefg'[sdbm(key) % 7]!

test('the cookie mstshash is hashed unless another is named', () => {
  const cookies = { mstshash: 'alice', msts: 'token-1' }
  expect(chooseBy(`balance rdp-cookie\n${servers}`).choose({ rdpCookies: cookies })).toBe(owner('alice'))
  expect(chooseBy(`balance rdp-cookie(msts)\n${servers}`).choose({ rdpCookies: cookies })).toBe(owner('token-1'))
})

test('without the cookie requests take turns', () => {
  expect(chooseBy(`balance rdp-cookie\n${servers}`).choose({}, {}, {})).toBe('abc')
})

test('an empty name is refused', () => {
  expect(complaints('balance rdp-cookie()')).toEqual(["'balance rdp-cookie(name)' requires a cookie name."])
})
