import { expect, test } from 'vitest'
import type { ServerState } from '../server-state.ts'
import { createTestBackend, describeBalance, TestWaiter } from '../testing/index.ts'
import { first } from './first.ts'

const create = first.create([], undefined as never)

describeBalance('first', create)

test('the lowest identifier is filled before the next one', () => {
  const { backend, context } = createTestBackend(
    [
      { id: 30, maxconn: 2 },
      { id: 10, maxconn: 2 },
      { id: 20, maxconn: 1 },
    ],
    create,
  )
  const open = () => backend.acquire(new TestWaiter(context))
  const names = [...'xxxxx'].map(() => (open() as ServerState).name)
  expect(names.join('')).toBe('bbcaa')
  expect(open()).toBe('queued')
  backend.release(backend.server('c')!)
  expect(backend.server('c')!.currentSessions).toBe(1)
})
