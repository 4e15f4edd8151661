import { describe, expect, test } from 'vitest'
import { translateRegex } from './regex.ts'

/** The groups of the first match, or why the expression is refused. */
function match(text: string, subject: string, ignoreCase = false): readonly (string | undefined)[] | null | string {
  const regex = translateRegex(text, { ignoreCase })
  return 'error' in regex ? regex.error : regex.exec(subject)
}

describe('PCRE in JavaScript', () => {
  test.each<[string, string, readonly (string | undefined)[] | null]>([
    ['a$', 'a\n', ['a']],
    ['a$', 'a\n\n', null],
    ['a\\z', 'a\n', null],
    ['a\\Z', 'a\n', ['a']],
    ['(?m)^b$', 'a\nb\nc', ['b']],
    ['\\Ab', 'a\nb', null],
    ['a.b', 'a\nb', null],
    ['a.b', 'a\rb', ['a\rb']],
    ['(?s)a.b', 'a\nb', ['a\nb']],
    ['a\\Nb', 'a\nb', null],
    ['\\s', '\xa0', null],
    ['\\h', '\xa0', ['\xa0']],
    ['\\v', '\x85', ['\x85']],
    ['\\R', '\r\n', ['\r\n']],
    ['[[:alpha:]]+', '1ab2', ['ab']],
    ['[[:^digit:]]+', '1ab2', ['ab']],
    ['[]a]+', 'x]a', [']a']],
    ['[^]a]+', ']xa', ['x']],
    ['[a\\]b]+', 'x]', [']']],
    ['[\\x41-\\x43]', 'B', ['B']],
    ['[\\w-]+', 'a-b', ['a-b']],
    ['\\x{e9}', '\xe9', ['\xe9']],
    ['\\x4a\\112\\o{112}', 'JJJ', ['JJJ']],
    ['\\cA\\e\\a', '\x01\x1b\x07', ['\x01\x1b\x07']],
    ['\\Qa.b\\E+', 'a.bbb', ['a.bbb']],
    ['a(?#comment)b', 'ab', ['ab']],
    ['(?x) a b # end', 'ab', ['ab']],
    ['(?P<n>a)(?P=n)\\k<n>\\g{1}\\g{-1}', 'aaaaa', ['aaaaa', 'a']],
    ["(?<x>a)(?'y'b)\\k{y}", 'abb', ['abb', 'a', 'b']],
    ['(?i)é|ab', 'AB', ['AB']],
    ['a(?i:b)c', 'aBc', ['aBc']],
    ['a(?i:b)c', 'aBC', null],
    ['((?i)a)b', 'Ab', ['Ab', 'A']],
    ['((?i)a)b', 'AB', null],
    ['(?>a+)b', 'aab', ['aab']],
    ['(?>a+)ab', 'aaab', null],
    ['a*+a', 'aaa', null],
    ['(?>(a)|b)(c)', 'ac', ['ac', 'a', 'c']],
    ['(?U)a+', 'aaa', ['a']],
    ['(?U)a+?', 'aaa', ['aaa']],
    ['a{2}', 'aaa', ['aa']],
    ['a{,2}', 'a{,2}', ['a{,2}']],
    ['a{', 'a{', ['a{']],
    ['x(?=y)', 'xy', ['x']],
    ['\\p{Lu}\\p{Ll}\\P{L}', 'Ab1', ['Ab1']],
    ['[\\Qa]\\E]+', 'x]a', [']a']],
    ['\\Ea\\E+', 'aa', ['aa']],
    ['(?n)(a)(?<n>b)', 'ab', ['ab', 'b']],
    ['(?(?=a)ab|x)', 'ab', ['ab']],
    ['(*pla:a)a(*atomic:b+)', 'abb', ['abb']],
    ['(?C1)a(?C"x")', 'a', ['a']],
    ['(?m)^', 'a\n', ['']],
    ['(?<!x)y', 'xy zy', ['y']],
    ['/', '/', ['/']],
  ])('%o matches %o as %o', (text, subject, expected) => {
    const groups = match(text, subject)
    expect(groups === null || typeof groups === 'string' ? groups : [...groups]).toEqual(expected)
  })

  test('ignores the case of ASCII letters only', () => {
    expect(match('é', '\xc9', true)).toBeNull()
    expect(match('\xe9A', '\xe9a', true)).toEqual(expect.arrayContaining(['\xe9a']))
    expect(match('[^a]', 'A', true)).toBeNull()
  })

  test.each([
    ['(', /missing closing parenthesis/],
    [')', /unmatched closing parenthesis/],
    ['[a', /missing terminating \]/],
    ['*a', /quantifier does not follow/],
    ['a{3,2}', /out of order/],
    ['[b-a]', /range out of order/],
    ['\\1', /non-existent group/],
    ['(?R)', /recursion/],
    ['(*UTF)a', /uses '\(\*UTF\)' at offset 1, which is not supported: leave it out/],
    ['a(*SKIP)b', /uses '\(\*SKIP\)' at offset 2/],
    ['(?(R)a|b)', /recursion/],
    ['(a)\\g<1>', /recursion/],
    ['(?J)(?<n>a)', /the option 'J'/],
    ['\\X', /uses \\X at offset 0/],
    ['(a)(?<=\\1)b', /a back-reference in a look-behind/],
    ['[a-\\d]', /invalid range/],
    ['a**', /quantifier does not follow/],
    ['{1,2}', /quantifier does not follow/],
    [`${'('.repeat(251)}${')'.repeat(251)}`, /too deeply nested/],
    ['\\b+', /quantifier does not follow/],
    ['[:alpha:]', /only within a class/],
    ['(?<n>a)(?<n>b)', /the same name/],
    ['(?<=a+)b', /not fixed length/],
    ['(?=a\\K)', /not allowed in lookarounds/],
    ['\\p{Foo}', /unknown property/],
    ['\\', /at end of pattern/],
    ['\\x{100}', /too large/],
  ])('%o is refused with the reason', (text, message) => {
    expect(match(text, 'x')).toMatch(message)
  })

  test('captures by name only when told to', () => {
    const regex = translateRegex('(a)(?<n>b)', { noCapture: true })
    expect('error' in regex ? regex.error : [...regex.exec('ab')!]).toEqual(['ab', 'b'])
    expect(translateRegex('(a)\\1', { noCapture: true })).toEqual({ error: 'reference to the non-existent group 1' })
  })
})
