import { describe, expect, test } from 'vitest'
import { editCookies, editSetCookies } from './cookie-scan.ts'

/** Each line as the oracle passed it on under `cookie SRV insert indirect`. */
describe('a Cookie line loses one of its cookies', () => {
  test.each([
    ['a=b;SRV=s2;c=d', 'a=b; c=d'],
    ['a=b;  SRV=s2;  c=d', 'a=b; c=d'],
    ['x=y,SRV=s2,a=b', 'x=y, a=b'],
    ['a=b; SRV=s2 , c=d', 'a=b, c=d'],
    ['SRV=s2; SRV=s1; a=b', 'a=b'],
    ['a=1;SRV=s2;SRV=s1;b=2', 'a=1; b=2'],
    ['a="x;SRV=s2"; SRV=s1', 'a="x;SRV=s2"'],
    ['a="b\\"; SRV=s2"; c', 'a="b\\"; SRV=s2"; c'],
    ['a=b"c;SRV=s2"', 'a=b"c;SRV=s2"'],
    ['SRV=s2;;', ';'],
    [';;SRV=s2;;a=b;;', ';; ;a=b;;'],
    [',,SRV=s2', ','],
    [';SRV=s2', null],
    ['SRV=s2 ,', null],
    ['SRV = s2 ; x=y', 'x=y'],
    ['SRV ; SRV=s2', 'SRV '],
    ['$V=1; SRV=s2; $P=/', null],
    ['SRV=s2; $P=/; a=b', 'a=b'],
    ['$V=1; a=b; SRV=s2; $P=/; c=d', '$V=1; a=b; c=d'],
    ['SRV=s1~q ; x = y', 'x=y'],
    ['a=b; $x = y; SRV = s2', 'a=b; $x = y'],
    ['a=b;', 'a=b;'],
    ['sRV=s2', 'sRV=s2'],
  ])('%o becomes %o', (line, expected) => {
    expect(editCookies(line, (name, value) => (name === 'SRV' ? null : value))).toBe(expected)
  })
})

test('a cookie that stays loses the blanks around its equals sign', () => {
  expect(editCookies('a  =  "x" y ;SRV =\ts2', (_, value) => value)).toBe('a="x" y ;SRV=s2')
})

describe('Set-Cookie', () => {
  const seen = (line: string, isList: boolean): string[] => {
    const found: string[] = []
    editSetCookies(line, isList, (name, value) => {
      found.push(`${name}=${value}`)
      return value
    })
    return found
  }

  test('sets one cookie, Set-Cookie2 several', () => {
    expect(seen('a="b;c" ; path=/, SRV=q', false)).toEqual(['a="b;c"'])
    expect(seen('a="b;c" ; path=/, SRV=q', true)).toEqual(['a="b;c"', 'SRV=q'])
    expect(seen('SRV', false)).toEqual([])
  })

  test.each([
    ['SRV=q w; path=/', false, 'SRV=s1; path=/'],
    ['SRV = q ; path=/', false, 'SRV=s1 ; path=/'],
    ['SRV=q, a=b', false, 'SRV=s1, a=b'],
    ['a=b; SRV=q', false, 'a=b; SRV=q'],
    ['a=b, SRV="q,r"; x', true, 'a=b, SRV=s1; x'],
  ])('%o (list: %o) becomes %o', (line, isList, expected) => {
    expect(editSetCookies(line, isList, (name, value) => (name === 'SRV' ? 's1' : value))).toBe(expected)
  })

  test('goes when nothing is left of it', () => {
    const take = (line: string, isList: boolean) =>
      editSetCookies(line, isList, (name, value) => (name === 'SRV' ? null : value))
    expect(take('SRV=q; path=/', false)).toBe(null)
    expect(take('SRV=q; path=/, a=b', true)).toBe('a=b')
  })
})
