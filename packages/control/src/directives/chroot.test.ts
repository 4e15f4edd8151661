import type { DirectiveKeyword, Parameter } from '@weir/keyword'
import { applyLine } from '@weir/log/testing'
import { expect, test } from 'vitest'
import type { ProcessOptions } from '../options.ts'
import { placeDirectives } from './chroot.ts'

const apply = (line: string) => {
  const keyword = placeDirectives.find(
    ({ name }) => line.replace(/^no /, '') === name || line.replace(/^no /, '').startsWith(`${name} `),
  )!
  return applyLine(keyword as unknown as DirectiveKeyword<readonly Parameter<unknown>[], ProcessOptions>, line, {
    section: { kind: 'global', name: '' },
  })
}

test.each([
  ['chroot /var/empty', { chroot: '/var/empty' }],
  ['pidfile /run/a.pid', { pidFile: '/run/a.pid' }],
  ['server-state-file s', { serverStateFile: 's' }],
  ['server-state-base /b', { serverStateBase: '/b' }],
  ['stats-file f', { statsFile: 'f' }],
])('%s', (line, expected) => {
  const { record, errors } = apply(line)
  expect(errors).toEqual([])
  expect(record).toMatchObject(expected)
})

test.each([['chroot', "'chroot' expects <path>"]])('%s is refused', (line, expected) => {
  expect(apply(line).errors).toEqual([expected])
})
