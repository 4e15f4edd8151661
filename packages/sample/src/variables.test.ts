import fc from 'fast-check'
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

describe('accounting', () => {
  const limit = fc.option(fc.integer({ min: 64, max: 1500 }))
  const anyLimits = fc.record({
    globalBytes: limit,
    procBytes: limit,
    sessBytes: limit,
    txnBytes: limit,
    reqresBytes: limit,
    checkBytes: fc.constant(null),
  })
  const name = fc.constantFrom('a', 'b', 'c')
  const scope = fc.constantFrom('proc', 'sess', 'txn', 'req', 'res')
  const value = fc.oneof(
    fc.integer(),
    fc.boolean(),
    fc.integer({ min: 0, max: 600 }).map((length) => 'x'.repeat(length)),
    fc.uint8Array({ maxLength: 200 }),
  )
  const step = fc.oneof(
    fc.record({ kind: fc.constant('set' as const), scope, name, value }),
    fc.record({ kind: fc.constant('unset' as const), scope, name }),
    fc.record({ kind: fc.constant('startResponse' as const) }),
    fc.record({ kind: fc.constant('clear' as const) }),
  )
  const costOf = (held: unknown): number =>
    64 + (typeof held === 'string' || held instanceof Uint8Array ? held.length : 0)

  test('every scope counts what it and the finer ones hold, within its limit, and is back at nothing in the end', () => {
    fc.assert(
      fc.property(anyLimits, fc.array(step, { maxLength: 40 }), (limits, steps) => {
        const proc = createProcessVariables(limits)
        const session = new SessionVariables(proc, limits)
        const stream = new StreamVariables(session, limits)
        const held = (of: 'proc' | 'sess' | 'txn' | 'req' | 'res'): number =>
          [...(stream.store(of)?.entries() ?? [])].reduce((sum, [, each]) => sum + costOf(each), 0)
        for (const each of steps) {
          switch (each.kind) {
            case 'set': {
              const store = stream.store(each.scope as 'txn')
              const isKept = store?.set(each.name, each.value) ?? false
              expect(store?.get(each.name) ?? null).toEqual(isKept ? each.value : null)
              break
            }
            case 'unset':
              stream.store(each.scope as 'txn')?.unset(each.name)
              break
            case 'startResponse':
              stream.startResponse()
              break
            case 'clear':
              stream.clear()
          }
          const message = held('req') + held('res')
          const txn = message + held('txn')
          const sess = txn + held('sess')
          expect([stream.store('txn')!.usedBytes, session.sess.usedBytes, proc.usedBytes]).toEqual([
            txn,
            sess,
            sess + held('proc'),
          ])
          expect(message).toBeLessThanOrEqual(limits.reqresBytes ?? Number.POSITIVE_INFINITY)
          expect(txn).toBeLessThanOrEqual(limits.txnBytes ?? Number.POSITIVE_INFINITY)
          expect(sess).toBeLessThanOrEqual(limits.sessBytes ?? Number.POSITIVE_INFINITY)
          expect(proc.usedBytes).toBeLessThanOrEqual(
            Math.min(limits.procBytes ?? Number.POSITIVE_INFINITY, limits.globalBytes ?? Number.POSITIVE_INFINITY),
          )
        }
        stream.clear()
        session.clear()
        proc.clear()
        expect([stream.store('txn')!.usedBytes, session.sess.usedBytes, proc.usedBytes]).toEqual([0, 0, 0])
      }),
    )
  })
})

test('the variables of a check have a limit of their own', () => {
  const limits = { ...unlimitedVariables, sessBytes: 0, checkBytes: 100 }
  const store = new CheckVariables(createProcessVariables(limits), limits).store('check')!
  expect([store.set('a', 'x'.repeat(30)), store.set('b', 'y')]).toEqual([true, false])
})
