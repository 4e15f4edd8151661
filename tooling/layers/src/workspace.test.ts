import { expect, test } from 'vitest'
import { allowedImports } from './architecture.ts'
import { readWorkspace } from './workspace.ts'

const root = new URL('../../..', import.meta.url).pathname

test('every package of the workspace has a row in the architecture', () => {
  const names = readWorkspace(root)
    .filter(({ isApp }) => !isApp)
    .map(({ name }) => name)
  expect(names.length).toBeGreaterThan(10)
  expect(names.filter((name) => allowedImports(name) === null)).toEqual([])
})

test('a package reads its manifest, references and sources', () => {
  const keyword = readWorkspace(root).find(({ name }) => name === 'keyword')
  expect(keyword).toMatchObject({ path: 'packages/keyword', isApp: false, references: ['packages/base'] })
  expect(keyword?.sources.map(({ path }) => path)).toContain('packages/keyword/src/index.ts')
})
