import { parseIpAddress } from '@weir/base'
import { createVocabulary, type PatternUse } from '@weir/keyword'
import { expect, test } from 'vitest'
import { sampleBundle } from '../bundle.ts'
import { createTestLanguage } from '../testing/language.ts'
import { patternCheck } from './check.ts'
import { PatternRegistry } from './registry.ts'

const use: PatternUse = { match: 'str', ignoreCase: false, noResolve: false, isDotted: false, isMap: false }

test.each<[Partial<PatternUse>, string, readonly string[]]>([
  [{ match: 'ip' }, '10.0.0.0/8\n# no address\nbad\n', ["3 alert 'bad' is not a valid IPv4 or IPv6 address"]],
  [{ match: 'ip' }, 'db\ndb/8\nno', ["3 alert 'no' is not a valid IPv4 or IPv6 address"]],
  [{ match: 'ip', noResolve: true }, 'db', ["1 alert 'db' is not a valid IPv4 or IPv6 address"]],
  [{ match: 'int' }, '5\n1:x', ["2 alert '1:x' is not a valid number range"]],
  [{ match: 'int', isDotted: true }, '3.1:3.2', []],
  [{ match: 'bin' }, '4g', ["1 alert expects hex digits, but got '4g'"]],
  [{ match: 'reg' }, 'ok\n(', ["2 alert regex '(' is invalid: missing closing parenthesis at offset 1"]],
  [{ match: 'reg' }, '^(a+)+$', ["1 warning regex '^(a+)+$' may take exponential time on some inputs"]],
  [
    { match: 'reg', isMap: true },
    '( value\n^x$ (',
    ["1 alert regex '(' is invalid: missing closing parenthesis at offset 1"],
  ],
  [{ match: 'reg' }, '(a)\\1', ["1 alert regex '(a)\\1' is invalid: reference to the non-existent group 1"]],
  [{ match: 'reg' }, '(?<n>a)\\1', []],
  [{ match: 'reg', usesGroups: true }, '(a)\\1', []],
  [{ match: 'str' }, '(', []],
  [{ match: 'found' }, 'x', []],
])('%j of %o gives %o', (given, text, expected) => {
  const lookUpHost = (name: string) => (name === 'db' ? parseIpAddress('10.0.0.1') : null)
  const findings = patternCheck.file(text, { ...use, lookUpHost, ...given })
  expect(findings.map(({ line, severity, message }) => `${line} ${severity} ${message}`)).toEqual(expected)
})

test('a file has ten findings at most', () => {
  expect(patternCheck.file('x\n'.repeat(100), { ...use, match: 'int' })).toHaveLength(10)
})

test.each([
  ['path -m reg -f x', '(\n', /regex '\(' is invalid: .* at line 1 of file 'x'/],
  ['src -f x', '1.2.3.4\nno\n', /'no' is not a valid .* at line 2 of file 'x'/],
  ['path,map_reg(x) -m found', '( y\n', /regex '\(' is invalid: .* at line 1 of file 'x'/],
  ['path,map_str_int(x) -m found', 'a 1\nb y\n', /unable to parse 'y' at line 2 of file 'x'/],
  ['path,map(y) -m found', '', /failed to open pattern file <y>/],
])('the condition %s with %o is refused while it is read', (condition, text, message) => {
  const language = createTestLanguage({ files: { x: text } })
  const words = condition.replace(/^path/, 'str(a)').replace(/^src/, 'ipv4(1.2.3.4)').split(' ')
  expect(() => language.parseCondition(`if { ${words.join(' ')} }`)).toThrow(message)
})

test('the vocabulary has the check', () => {
  expect(createVocabulary([sampleBundle]).patternCheck?.regex('(', false)?.severity).toBe('alert')
})

test('a list that rules change is read for whoever looks things up in it, from where it is', () => {
  const places: string[] = []
  const registry = new PatternRegistry({
    readFile(path) {
      places.push(path)
      return 'a 1\n'
    },
  })
  const set = registry.reserve('x.map', true)
  expect([set.size, places]).toEqual([0, []])
  expect(registry.open('x.map', false, '/etc/x.map')).toBe(set)
  expect([set.size, set.isMap, places]).toEqual([1, false, ['/etc/x.map']])
  expect(registry.open('file@x.map', false)).toBe(set)
  expect(registry.reserve('x.map', true)).toBe(set)
  expect(places).toHaveLength(1)
})
