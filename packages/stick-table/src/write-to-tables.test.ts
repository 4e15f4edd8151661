import { type Model, OptionsStore } from '@weir/keyword'
import { expect, test } from 'vitest'
import { stickOptions } from './options.ts'
import type { TableDefinition } from './table-definition.ts'
import { defineTable } from './testing/language.ts'
import { writeToTables } from './write-to-tables.ts'

function check(target: TableDefinition | null, settings: Partial<TableDefinition>): string[] {
  const options = new OptionsStore()
  const writeTo = { kind: 'table', name: 't2', span: null, target } as unknown as TableDefinition['writeTo']
  options.get(stickOptions).table = defineTable('t1', 'ip', '', { ...settings, writeTo })
  const messages: string[] = []
  writeToTables.run({
    model: { proxies: [{ options }], sections: [] } as unknown as Model,
    report: ({ severity, message }) => void messages.push(`${severity}: ${message}`),
  })
  return messages
}

const strings = defineTable('t2', 'string', '')

test.each<[string, TableDefinition | null, Partial<TableDefinition>, string[]]>([
  ['no table', null, {}, []],
  ['the same type', defineTable('t2', 'ip', ''), {}, []],
  [
    'another type',
    strings,
    {},
    ["alert: write-to: cannot mix table types ('t2' has 'string' type and 't1' has 'ip' type)."],
  ],
  [
    'another length',
    strings,
    { type: 'string', keyLength: 5 },
    ["alert: write-to: cannot mix key lengths ('t2' has 31 and 't1' has 5)."],
  ],
])('%s', (_name, target, settings, expected) => expect(check(target, settings)).toEqual(expected))
