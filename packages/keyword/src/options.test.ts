import { expect, test } from 'vitest'
import { defineOptions, OptionsStore } from './options.ts'

const key = defineOptions('test', () => ({
  count: 0,
  list: [] as number[],
  map: new Map<string, number>(),
  set: new Set<string>(),
  inner: { shared: true },
}))

test('a record is made with its defaults, once', () => {
  const store = new OptionsStore()
  expect(store.has(key)).toBe(false)
  const record = store.get(key)
  expect(record.count).toBe(0)
  expect(store.get(key)).toBe(record)
  expect(store.has(key)).toBe(true)
  expect([...store.entries()]).toEqual([[key, record]])
})

test('two keys of one name are two records', () => {
  const store = new OptionsStore()
  const other = defineOptions('test', () => ({ count: 1 }))
  expect(store.get(key)).not.toBe(store.get(other))
})

test('an inherited record is a copy down to its lists, maps and sets', () => {
  const parent = new OptionsStore()
  const given = parent.get(key)
  given.count = 5
  given.list.push(1)
  given.map.set('a', 1)
  given.set.add('a')
  const child = new OptionsStore()
  child.inherit(parent)
  const taken = child.get(key)
  expect(taken).toEqual(given)
  taken.count = 6
  taken.list.push(2)
  taken.map.set('b', 2)
  taken.set.add('b')
  expect(given).toMatchObject({ count: 5, list: [1] })
  expect([...given.map.keys(), ...given.set]).toEqual(['a', 'a'])
  expect(taken.inner).toBe(given.inner)
})
