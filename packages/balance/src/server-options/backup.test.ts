import { expect, test } from 'vitest'
import { readServer } from '../testing/index.ts'

test('backup and no-backup', () => {
  expect(readServer('backup').isBackup).toBe(true)
  expect(readServer('no-backup', 'default-server backup').isBackup).toBe(false)
  expect(readServer('', 'default-server backup').isBackup).toBe(true)
})
