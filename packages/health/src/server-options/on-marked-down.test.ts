import { expect, test } from 'vitest'
import { readCheckOptions } from '../testing/check-fixture.ts'

test('both are off unless asked for', () => {
  expect(readCheckOptions('')).toMatchObject({ shutsSessionsDown: false, shutsBackupSessions: false })
  expect(readCheckOptions('on-marked-down shutdown-sessions').shutsSessionsDown).toBe(true)
  expect(readCheckOptions('on-marked-up shutdown-backup-sessions').shutsBackupSessions).toBe(true)
  expect(() => readCheckOptions('on-marked-down panic')).toThrow("<action> expects one of 'shutdown-sessions'")
})
