import type { DirectiveKeyword, Parameter } from '@weir/keyword'
import { applyLine } from '@weir/log/testing'
import { expect, test } from 'vitest'
import type { ProcessOptions } from '../options.ts'
import { identityDirectives } from './user.ts'

const apply = (line: string) => {
  const keyword = identityDirectives.find(
    ({ name }) => line.replace(/^no /, '') === name || line.replace(/^no /, '').startsWith(`${name} `),
  )!
  return applyLine(keyword as unknown as DirectiveKeyword<readonly Parameter<unknown>[], ProcessOptions>, line, {
    section: { kind: 'global', name: '' },
  })
}

test.each([
  ['user root', { user: 'root', uid: 0 }],
  ['uid 107', { uid: 107 }],
  ['group root', { group: 'root', gid: 0 }],
  ['gid 113', { gid: 113 }],
  ['uid x', { uid: null }],
  ['uid 4294967295', { uid: null }],
])('%s', (line, expected) => {
  const { record, errors } = apply(line)
  expect(errors).toEqual([])
  expect(record).toMatchObject(expected)
})

test.each([
  ['user nobody-here', "cannot find user id for 'nobody-here' (0:Success)"],
  ['group nobody-here', "cannot find group id for 'nobody-here' (0:Success)"],
])('%s is refused', (line, expected) => {
  expect(apply(line).errors).toEqual([expected])
})
