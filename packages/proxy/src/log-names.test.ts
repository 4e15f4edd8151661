import { type Model, OptionsStore } from '@weir/keyword'
import { type LogTarget, logOptions } from '@weir/log'
import { expect, test } from 'vitest'
import { findUnknownLogNames } from './log-names.ts'

const span = { file: 'x.cfg', line: 11, column: 0, length: 1 }

function target(settings: Partial<LogTarget>): LogTarget {
  const destination = { kind: 'descriptor', fd: 1 } as const
  const levels = { facility: 16, minLevel: 0, maxLevel: 7 }
  return { destination, maxLengthBytes: 1024, frame: null, sample: null, profile: null, ...levels, span, ...settings }
}

test.each<[string, Partial<LogTarget>, string[]]>([
  ['a ring', { destination: { kind: 'ring', name: 'known' } }, []],
  ['the built-in ring', { destination: { kind: 'ring', name: 'buf0' } }, []],
  [
    'an unknown ring',
    { destination: { kind: 'ring', name: 'no' } },
    ["log directive declared in proxy section 'f' in file 'x.cfg' at line 11 uses unknown ring named 'no'."],
  ],
  ['a profile', { profile: 'known' }, []],
  [
    'an unknown profile',
    { profile: 'nope' },
    ["log directive declared in proxy section 'f' in file 'x.cfg' at line 11 uses unknown log-profile 'nope'."],
  ],
])('%s', (_, settings, expected) => {
  const options = new OptionsStore()
  options.get(logOptions).lines = ['global', target(settings)]
  const model = {
    global: { kind: 'global', name: '', options: new OptionsStore() },
    sections: [],
    proxies: [{ kind: 'frontend', name: 'f', options }],
    find: (_kind: string, name: string) => (name === 'known' ? {} : null),
  }
  expect(findUnknownLogNames(model as unknown as Model)).toEqual(expected)
})
