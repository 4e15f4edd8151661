import { expect, test } from 'vitest'
import { connectServiceManager, countListenDescriptors, formatNotification } from './service-manager.ts'

test('a notification is one assignment a line', () => {
  expect(formatNotification({ READY: 1, STATUS: 'Ready.' })).toBe('READY=1\nSTATUS=Ready.\n')
})

test('nobody to tell gives no manager', () => {
  expect(connectServiceManager(undefined)).toBeNull()
  expect(connectServiceManager('')).toBeNull()
})

test('notifications go to the named socket', () => {
  const seen: string[] = []
  const manager = connectServiceManager('@/run/notify', (path) => ({
    send(data) {
      seen.push(`${path} ${Buffer.from(data).toString()}`)
      return seen.length === 1 ? 'sent' : 'again'
    },
    close: () => seen.push('closed'),
  }))!
  expect(manager.notify({ STOPPING: 1 })).toBe(true)
  expect(manager.notify({ STATUS: 'x' })).toBe(false)
  manager.close()
  expect(seen).toEqual(['@/run/notify STOPPING=1\n', '@/run/notify STATUS=x\n', 'closed'])
})

test.each([
  [{}, 0],
  [{ LISTEN_FDS: '2', LISTEN_PID: '42' }, 2],
  [{ LISTEN_FDS: '2', LISTEN_PID: '43' }, 0],
  [{ LISTEN_FDS: 'x', LISTEN_PID: '42' }, 0],
])('counts the descriptors of %o', (environment, expected) => {
  expect(countListenDescriptors(environment, 42)).toBe(expected)
})
