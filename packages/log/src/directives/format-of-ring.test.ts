import { OptionsStore } from '@weir/keyword'
import { expect, test } from 'vitest'
import { ringOptions } from '../options.ts'
import { applyLine } from '../testing.ts'
import { ringSettings } from './format-of-ring.ts'

function apply(lines: readonly string[]) {
  const store = new OptionsStore()
  const results = lines.map((line) => {
    // The longest name wins.
    const named = ringSettings.filter(({ name }) => line === name || line.startsWith(`${name} `))
    const setting = named.sort((a, b) => b.name.length - a.name.length)[0]!
    return applyLine(setting, line, { store, section: { kind: 'ring', name: 'r' } })
  })
  return {
    record: store.get(ringOptions),
    errors: results.flatMap(({ errors }) => errors),
    warnings: results.flatMap(({ warnings }) => warnings),
  }
}

test('reads a section', () => {
  const lines = [
    'description my ring',
    'format rfc3164',
    'maxlen 1200',
    'size 32764',
    'backing-file /var/log/ring',
    'timeout connect 5s',
    'timeout server 10s',
  ]
  expect(apply(lines)).toEqual({
    record: {
      description: 'my ring',
      frame: 'rfc3164',
      maxLengthBytes: 1200,
      sizeBytes: 32764,
      backingFile: '/var/log/ring',
      servers: [],
      connectTimeoutMs: 5000,
      serverTimeoutMs: 10000,
    },
    errors: [],
    warnings: [],
  })
})

test.each([
  ['format x', "unknown format 'x'"],
  ['maxlen a', "invalid size 'a' for new sink buffer"],
  ['size', "invalid size '' for new sink buffer"],
  ['description', 'missing ring description text'],
])('refuses %s', (line, expected) => {
  expect(apply([line]).errors).toEqual([expected])
})

test('a ring never shrinks', () => {
  expect(apply(['size 10']).errors).toEqual([
    "ignoring new size '10' that is smaller than current size '16384' for ring 'r'",
  ])
})

test('a ring that has a file keeps its size', () => {
  expect(apply(['backing-file f', 'size 20000']).errors).toEqual([
    "cannot resize an already mapped file, please specify 'size' before 'backing-file'",
  ])
})

test.each(['timeout client 5s', 'timeout', 'timeout x y z'])('%s is passed over', (line) => {
  expect(apply([line])).toMatchObject({ errors: [], warnings: [], record: { connectTimeoutMs: null } })
})
