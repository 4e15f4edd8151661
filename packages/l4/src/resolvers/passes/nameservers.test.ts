import type { Diagnostic } from '@weir/base'
import { type Model, OptionsStore } from '@weir/keyword'
import { expect, test } from 'vitest'
import { testNameserver } from '../../testing/resolvers-fixture.ts'
import { resolversOptions } from '../options.ts'
import { nameservers } from './nameservers.ts'

test('a section without name servers is worth a warning', () => {
  const span = { file: 'test', line: 7, column: 0, length: 1 }
  const section = (kind: string, name: string, count: number) => {
    const options = new OptionsStore()
    for (let index = 1; index <= count; index++) options.get(resolversOptions).nameservers.push(testNameserver(index))
    return { kind, name, options, span }
  }
  const sections = [section('resolvers', 'full', 1), section('resolvers', 'bare', 0), section('userlist', 'u', 0)]
  const found: string[] = []
  const report = ({ severity, message }: Omit<Diagnostic, 'stage'>): void => void found.push(`${severity}: ${message}`)
  nameservers.run({ model: { sections } as unknown as Model, report })
  expect(found).toEqual(["warning: resolvers 'bare' [test:7] has no nameservers configured!"])
})
