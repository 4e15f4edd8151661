import { OptionsStore } from '@weir/keyword'
import { expect, test } from 'vitest'
import { listenersOf, type UnixDefaults } from './assemble.ts'
import { type BindLine, bindOptions } from './bind-options.ts'

const nobody = { backlog: 10, reusesPorts: true, findUserId: () => null, findGroupId: () => null }

/** What a line with these paths listens on, with `unix-bind`. */
function listen(paths: readonly string[], unix: Partial<UnixDefaults>, mode: number | null = null) {
  const options = new OptionsStore()
  options.get(bindOptions).mode = mode
  const addresses = paths.map((path) => ({
    kind: 'unix' as const,
    address: { kind: 'unix' as const, path: path.replace('@', ''), isAbstract: path.startsWith('@') },
  }))
  const line = { addresses, options } as unknown as BindLine
  const defaults = { ...nobody, unix: { prefix: '', mode: null, uid: null, gid: null, ...unix } }
  return listenersOf(line, defaults).map(({ listen: { address, mode, userId, groupId } }) => [
    address.kind === 'unix' ? address.path : '-',
    mode,
    userId,
    groupId,
  ])
}

test('unix-bind gives paths a prefix, and sockets their rights', () => {
  expect(listen(['/a', '@b'], { prefix: '/run', mode: 0o600, uid: 5, gid: 6 })).toEqual([
    ['/run/a', 0o600, 5, 6],
    ['b', undefined, undefined, undefined],
  ])
})

test('what a line says itself comes before unix-bind', () => {
  expect(listen(['/a'], { mode: 0o600 }, 0o666)).toEqual([['/a', 0o666, undefined, undefined]])
})
