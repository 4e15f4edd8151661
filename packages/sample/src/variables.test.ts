import { describe, expect, test } from 'vitest'
import {
  CheckVariables,
  createProcessVariables,
  parseVariableName,
  SessionVariables,
  StreamVariables,
  unlimitedVariables,
} from './variables.ts'

describe('names', () => {
  test.each(['proc.a', 'sess.a_1', 'txn.a.b', 'req.X', 'res.0', 'check.a', 'ptxn.a'])('%s is one', (text) => {
    expect(parseVariableName(text)).toMatchObject({ text })
  })
  test.each(['a', 'txn', 'txn.', 'foo.a', 'txn.a-b', 'txn.é'])('%s is none', (text) => {
    expect(parseVariableName(text)).toHaveProperty('error')
  })
})

describe('scopes', () => {
  const create = () => {
    const session = new SessionVariables(createProcessVariables())
    return { session, stream: new StreamVariables(session) }
  }

  test('req ends where res starts, and both end with the transaction', () => {
    const { stream } = create()
    stream.store('req')!.set('x', 1)
    expect(stream.store('res')).toBeNull()
    stream.startResponse()
    expect(stream.store('req')).toBeNull()
    expect(stream.store('res')!.get('x')).toBeNull()
    stream.store('txn')!.set('y', 2)
    stream.clear()
    expect(stream.store('txn')!.get('y')).toBeNull()
    expect(stream.store('req')).not.toBeNull()
  })

  test('a parent stream is seen through scopes of its own', () => {
    const { session, stream } = create()
    stream.store('txn')!.set('x', 'parent')
    const child = new StreamVariables(session, unlimitedVariables, stream)
    expect(child.store('ptxn')!.get('x')).toBe('parent')
    expect(child.store('txn')!.get('x')).toBeNull()
    expect(stream.store('ptxn')).toBeNull()
  })

  test('checks have proc and check', () => {
    const check = new CheckVariables(createProcessVariables())
    check.store('check')!.set('x', 1)
    expect([check.store('txn'), check.store('check')!.get('x')]).toEqual([null, 1])
    check.clear()
    expect(check.store('check')!.get('x')).toBeNull()
  })
})

describe('limits', () => {
  test('a coarser scope counts what the finer ones hold, and gets it back when they end', () => {
    const limits = { ...unlimitedVariables, sessBytes: 200 }
    const proc = createProcessVariables(limits)
    const session = new SessionVariables(proc, limits)
    const stream = new StreamVariables(session, limits)
    expect(stream.store('req')!.set('a', 'x'.repeat(100))).toBe(true)
    expect(stream.store('txn')!.set('b', 'x'.repeat(100))).toBe(false)
    expect(stream.store('txn')!.get('b')).toBeNull()
    stream.startResponse()
    expect(stream.store('txn')!.set('b', 'x'.repeat(100))).toBe(true)
    expect(session.sess.usedBytes).toBe(164)
    stream.clear()
    expect([session.sess.usedBytes, proc.usedBytes]).toEqual([0, 0])
  })

  test('a value that no longer fits takes the old one with it', () => {
    const limits = { ...unlimitedVariables, txnBytes: 100 }
    const stream = new StreamVariables(new SessionVariables(createProcessVariables()), limits)
    const txn = stream.store('txn')!
    expect(txn.set('a', 'short')).toBe(true)
    expect(txn.set('a', 'x'.repeat(100))).toBe(false)
    expect([txn.get('a'), txn.usedBytes]).toEqual([null, 0])
  })
})

test('binary values are copied', () => {
  const bytes = Uint8Array.of(1, 2)
  const store = createProcessVariables()
  store.set('x', bytes)
  bytes[0] = 9
  expect(store.get('x')).toEqual(Uint8Array.of(1, 2))
})
