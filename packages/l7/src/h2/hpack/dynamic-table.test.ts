import { describe, expect, test } from 'vitest'
import { DynamicTable, SearchableTable } from './dynamic-table.ts'

function entriesOf(table: DynamicTable): string[] {
  return Array.from({ length: table.count }, (_, index) => `${table.nameAt(index)}=${table.valueAt(index)}`)
}

describe('DynamicTable', () => {
  test('the newest entry comes first, and an entry counts 32 octets more', () => {
    const table = new DynamicTable(4096)
    table.add('a', '1')
    table.add('bb', '22')
    expect(entriesOf(table)).toEqual(['bb=22', 'a=1'])
    expect(table.sizeBytes).toBe(34 + 36)
  })

  test('the oldest make room', () => {
    const table = new DynamicTable(34 * 3)
    for (const name of ['a', 'b', 'c', 'd']) table.add(name, '1')
    expect(entriesOf(table)).toEqual(['d=1', 'c=1', 'b=1'])
    table.add('e', '12')
    expect(entriesOf(table)).toEqual(['e=12', 'd=1'])
  })

  test('an entry that is too large empties the table', () => {
    const table = new DynamicTable(40)
    table.add('a', '1')
    table.add('b', '12345678')
    expect([table.count, table.sizeBytes]).toEqual([0, 0])
    table.add('b', '1234567')
    expect(entriesOf(table)).toEqual(['b=1234567'])
  })

  test('a smaller size throws out, a larger one brings nothing back', () => {
    const table = new DynamicTable(200)
    for (const name of ['a', 'b', 'c']) table.add(name, '1')
    table.resize(68)
    expect(entriesOf(table)).toEqual(['c=1', 'b=1'])
    table.resize(0)
    expect([table.count, table.sizeBytes]).toEqual([0, 0])
    table.resize(200)
    table.add('d', '1')
    expect(entriesOf(table)).toEqual(['d=1'])
  })

  test('the ring grows and turns as a plain list would', () => {
    const table = new DynamicTable(34 * 100)
    const plain: string[] = []
    for (let round = 0; round < 1000; round++) {
      if (round === 500) table.resize(36 * 40)
      if (round === 600) table.resize(36 * 90)
      const value = String(round % 10)
      table.add(`n${round}`, value)
      plain.unshift(`n${round}=${value}`)
      plain.length = table.count
      expect(entriesOf(table)).toEqual(plain)
    }
    expect(table.sizeBytes).toBe(plain.reduce((sum, entry) => sum + entry.length - 1 + 32, 0))
  })
})

describe('SearchableTable', () => {
  test('finds by name and value, or by name alone', () => {
    const table = new SearchableTable(4096)
    expect(table.find('a', '1')).toBe(-1)
    expect(table.namedIndex).toBe(-1)
    for (const value of ['1', '2', '3']) table.add('a', value)
    table.add('b', '1')
    expect(table.find('a', '1')).toBe(3)
    expect(table.find('a', '3')).toBe(1)
    expect(table.find('a', '4')).toBe(-1)
    expect(table.namedIndex).toBe(1)
    expect(table.find('b', '1')).toBe(0)
  })

  test('what is gone is not found', () => {
    const table = new SearchableTable(34 * 2)
    table.add('a', '1')
    table.add('a', '2')
    table.add('b', '1')
    expect(table.find('a', '1')).toBe(-1)
    expect(table.find('a', '2')).toBe(1)
    table.add('b', '2')
    expect(table.find('a', '2')).toBe(-1)
    expect(table.namedIndex).toBe(-1)
    table.add('c', 'x'.repeat(100))
    expect(table.find('b', '2')).toBe(-1)
    expect(table.namedIndex).toBe(-1)
  })

  test('finds what a look at every entry finds, however often the ring has turned', () => {
    const table = new SearchableTable(1000)
    let chance = 7541
    let found = 0
    for (let round = 0; round < 5000; round++) {
      chance = (chance * 1_103_515_245 + 12_345) % 2 ** 31
      const name = `n${(chance >> 8) % 13}`
      const value = String((chance >> 16) % 5)
      const names = entriesOf(table).map((entry) => entry.split('=')[0])
      const index = table.find(name, value)
      expect(index).toBe(entriesOf(table).indexOf(`${name}=${value}`))
      expect(table.namedIndex).toBe(names.indexOf(name))
      if (index >= 0) found++
      else table.add(name, value)
    }
    expect(found).toBeGreaterThan(1000)
    expect(table.count).toBeGreaterThan(20)
  })
})
