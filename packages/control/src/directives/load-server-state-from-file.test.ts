import { applyLine } from '@weir/log/testing'
import { expect, test } from 'vitest'
import { loadServerStateFromFile, serverStateFileName } from './load-server-state-from-file.ts'

test.each(['global', 'local', 'none'])('load-server-state-from-file %s', (source) => {
  expect(applyLine(loadServerStateFromFile, `load-server-state-from-file ${source}`)).toMatchObject({
    record: { source },
    errors: [],
  })
})

test.each([
  ['server-state-file-name', null],
  ['server-state-file-name use-backend-name', null],
  ['server-state-file-name /x', '/x'],
])('%s', (line, fileName) => {
  expect(applyLine(serverStateFileName, line)).toMatchObject({ record: { fileName }, errors: [] })
})

test('refuses other sources', () => {
  expect(applyLine(loadServerStateFromFile, 'load-server-state-from-file foo').errors).toEqual([
    "'load-server-state-from-file' expects 'global', 'local' or 'none'. Got 'foo'",
  ])
})
