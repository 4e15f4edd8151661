import { expect, test } from 'vitest'
import { packageEntries } from './bundle.ts'
import { isPublished, publishedManifest } from './published.ts'

test('publishConfig replaces what the workspace uses, and its protocols are gone', () => {
  const published = publishedManifest({
    name: '@weir/x',
    scripts: { test: 'vitest' },
    exports: { '.': './src/index.ts' },
    publishConfig: { access: 'public', exports: { '.': './dist/index.js' } },
    dependencies: { '@weir/base': 'workspace:*', pino: 'catalog:', other: '^1.0.0' },
  })
  expect(published).toEqual({
    name: '@weir/x',
    exports: { '.': './dist/index.js' },
    dependencies: { '@weir/base': '0.1.0', pino: '0.1.0', other: '^1.0.0' },
  })
})

test.each([
  ['dist/index.js', true],
  ['dist/deep/index.d.ts', true],
  ['dist/deep/field.test.d.ts', false],
  ['dist/field.test.d.ts', false],
  ['README.md', true],
  ['src/index.ts', false],
])('%s is published: %s', (file, expected) => {
  expect(isPublished(file, ['dist', '!dist/**/*.test.d.ts', 'README.md'])).toBe(expected)
})

test('every entry of exports is built, and an entry elsewhere is refused', () => {
  const entries = packageEntries({ name: 'x', exports: { '.': './src/index.ts', './testing': './src/testing.ts' } })
  expect([...entries]).toEqual([
    ['index', './src/index.ts'],
    ['testing', './src/testing.ts'],
  ])
  expect(() => packageEntries({ name: 'x', exports: { '.': './lib/x.js' } })).toThrow(
    "expects exports['.'] at './src/*.ts'",
  )
})
