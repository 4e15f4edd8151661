import { expect, test } from 'vitest'
import { operationalStates } from '../server-states.ts'
import { createTestBackend, describeBalance, sequence } from '../testing/index.ts'
import { sticky } from './sticky.ts'

const create = sticky.create([], undefined as never)

describeBalance('sticky', create)

test('a server that returns goes to the tail', () => {
  const { backend, context } = createTestBackend([{}, {}, {}], create)
  const [a, b] = backend.servers
  expect(sequence(backend, context, 2)).toBe('aa')
  backend.setOperational(a!, operationalStates.stopped, null)
  expect(sequence(backend, context, 2)).toBe('bb')
  backend.setOperational(a!, operationalStates.running, null)
  expect(sequence(backend, context, 2)).toBe('bb')
  backend.setOperational(b!, operationalStates.stopped, null)
  expect(sequence(backend, context, 2)).toBe('cc')
})
