import { describe, expect, test } from 'vitest'
import { bindLibc, checked, type Libc, OsError } from './libc.ts'

describe('bindLibc', () => {
  test('says that another system is not supported', () => {
    const state = bindLibc('darwin', () => {
      throw new Error('must not be loaded')
    })
    expect(state).toEqual({ libc: null, reason: "needs Linux, but this is 'darwin'" })
  })

  test('says that koffi is missing', () => {
    const state = bindLibc('linux', () => {
      throw new Error('Cannot find module')
    })
    expect(state.reason).toBe("needs the optional package 'koffi', which is not installed")
  })

  test('says why the library cannot be bound', () => {
    const state = bindLibc('linux', () => ({
      load: () => {
        throw new Error('no such symbol')
      },
      errno: () => 0,
      os: { errno: {} },
    }))
    expect(state.reason).toBe('needs the C library, which cannot be bound: no such symbol')
  })

  test('names errors', () => {
    const { libc } = bindLibc('linux', () => ({
      load: () => ({ func: () => () => -1 }),
      errno: () => 11,
      os: { errno: { EAGAIN: 11 } },
    }))
    expect(() => checked(libc as Libc, 'dup 3', -1)).toThrow(new OsError('dup 3', 'EAGAIN'))
  })
})
