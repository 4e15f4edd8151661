import type { AclNode, ConditionNode, ExpressionNode, SampleContext, SampleValue } from '@weir/keyword'
import { createVocabulary, defineFetch, defineLogAlias, text } from '@weir/keyword'
import { describe, expect, test } from 'vitest'
import { sampleBundle } from '../bundle.ts'
import { createSampleContext } from '../context.ts'
import { createSampleLanguage } from '../evaluate.ts'
import { PatternRegistry, patternsPort } from '../pattern/registry.ts'
import { createBinder, Ports } from './binder.ts'
import type { Recorder } from './recorder.ts'

/** Gives several samples to an ACL and the last one to an expression, as header fetches do. */
const list = defineFetch({
  name: 'list',
  summary: 'Gives the parts of a string.',
  out: 'str',
  source: 'constant',
  params: [text('parts')],
  bind:
    ([parts]) =>
    () =>
      parts.split('|').at(-1)!,
  bindEach:
    ([parts]) =>
    (context, visit) =>
      parts.split('|').some((part) => visit(part, context)),
})

/** Nothing yet, but more may come. */
const pending = defineFetch({
  name: 'pending',
  summary: 'Has not arrived.',
  out: 'str',
  source: 'request',
  params: [],
  bind: () => (context) => {
    context.isIncomplete = true
    return null
  },
})

const aliases = [
  defineLogAlias({ name: 'ci', summary: 'An address.', bind: () => () => '192.0.2.1' }),
  defineLogAlias({
    name: 'cp',
    summary: 'A number.',
    out: 'sint',
    bind:
      (_, { hexadecimal }) =>
      () =>
        hexadecimal ? '50' : 80,
  }),
  defineLogAlias({ name: 'Tt', summary: 'An incomplete number.', out: 'sint', bind: () => () => '+12' }),
  defineLogAlias({ name: 'CC', summary: 'Nothing.', bind: () => () => null }),
  defineLogAlias({ name: 'ts', summary: 'A state.', isQuotable: false, bind: () => () => '--' }),
  defineLogAlias({ name: 'hr', summary: 'No captures declared.', bind: () => () => [] }),
  defineLogAlias({ name: 'HQ', summary: 'An empty text.', bind: () => () => '' }),
  defineLogAlias({ name: 'r', summary: 'A line.', bind: () => () => 'GET /]\\' }),
]

const vocabulary = createVocabulary([sampleBundle, { name: 'test', fetches: [list, pending], logAliases: aliases }])
const language = createSampleLanguage({ vocabulary })

describe('conditions', () => {
  test.each([
    ['if { bool(1) }', true],
    ['if { bool(1) } { bool(0) }', false],
    ['if { bool(1) } !{ bool(0) }', true],
    ['if { bool(0) } || { bool(1) }', true],
    ['if { bool(0) } or { bool(0) } or { bool(1) } { bool(1) } { bool(1) }', true],
    ['unless { bool(0) }', true],
    ['unless { bool(0) } || { bool(1) }', false],
    ['if { str(b) -m str a b c }', true],
    ['if { int(7) 1:3 5:9 }', true],
    ['if { list(a|b) a }', true],
    ['if { list(a|b),upper -m str A }', true],
    ['if { list(a|b) c }', false],
    ['if { list(a|b) -m found }', true],
    ['if { list(a|bb) -m len 1 }', true],
    ['if { var(txn.x) -m found }', false],
    ['if !{ var(txn.x) -m str a }', true],
  ])('%s is %o', (condition, expected) => expect(language.test(condition)).toBe(expected))

  test.each<[string, boolean, boolean]>([
    ['if { pending a }', false, true],
    ['if !{ pending a }', false, true],
    ['unless { pending a }', true, true],
    ['if { pending a } { bool(0) }', false, false],
    ['if { pending a } { bool(1) }', false, true],
    ['if { bool(0) } { pending a }', false, false],
    ['if { pending a } || { bool(1) }', true, false],
    ['if { bool(1) } || { pending a }', true, false],
    ['if { pending a } || { bool(0) }', false, true],
  ])('%s is %o, with the outcome open: %o', (condition, expected, isOpen) => {
    const context = createSampleContext()
    expect(language.test(condition, context)).toBe(expected)
    expect(context.isIncomplete).toBe(isOpen)
  })

  test('an expression uses the last of several samples', () => {
    expect(language.evaluateText('list(a|b)')).toBe('b')
  })
})

describe('log formats', () => {
  test.each([
    ['%ci %cp', '192.0.2.1 80'],
    ['%{+X}cp', '50'],
    ['%{+Q}ci %{+Q}cp %{+Q}ts', '"192.0.2.1" 80 --'],
    ['%CC %{+Q}CC', '- ""'],
    ['%{+E}r %r', 'GET /\\]\\\\ GET /]\\'],
    ['%{+Q}o%ci%CC', '"192.0.2.1"""'],
    ['%[str(a)]%[str()]%[var(txn.x)]', 'a--'],
    ['%{+Q}[str(a)]%{+Q}[var(txn.x)]', '"a"""'],
    ['%{+Q,+E}[str(]\\)]', '"\\]\\\\"'],
    ['100%% %[int(5)]', '100% 5'],
    ['%[bin(0041)]', '-'],
    ['  %hr  %ci   %hr b%hr %HQ c %HQ', '192.0.2.1 b  c '],
    ['\t%ci', '\t192.0.2.1'],
  ])('%s in a log gives %s', (format, expected) => {
    expect(language.format(format, createSampleContext(), 'log')).toBe(expected)
  })

  test.each([
    ['%CC|%{+Q}CC|%[var(txn.x)]|%{+M}[var(txn.x)]|%{+M}CC', '|""|||-'],
    ['a  %[var(txn.x)] %hr b %CC c', 'a    b  c'],
    ['%{+Q}[str(a)]', 'a'],
    ['%[bin(610a097f0d62)]', 'a%0A\t%7F%0Db'],
  ])('%s in a header gives %s', (format, expected) => expect(language.format(format)).toBe(expected))

  test.each([
    ['%[bin(610a)]|%{+Q}[str(a)]|%[var(txn.x)]', 'a\n|"a"|'],
    ['%{+M}[var(txn.x)]|%{+Q}[var(txn.x)]', '-|""'],
    ['%{+bin}o%[bin(4100ff)]', 'A\0\xff'],
  ])('%s in a variable gives %o', (format, expected) => {
    expect(language.format(format, createSampleContext(), 'variable')).toBe(expected)
  })

  test.each([
    ['%{+json}o %(a)[int(1)] text %(b)[str(x)] %cp', '{"a": 1, "b": "x"}'],
    [
      '%{+json}o%(a)[bool(1)]%(b)[var(txn.x)]%(c)cp%(d)Tt%(e)ci%(f)CC',
      '{"a": true, "b": "", "c": 80, "d": 12, "e": "192.0.2.1", "f": ""}',
    ],
    [
      '%{+json}o%(a:str)[int(5)]%(b:sint)[str(abc)]%(c:bool)[int(1)]%(d:bool)[str(yes)]',
      '{"a": "5", "b": 0, "c": true, "d": false}',
    ],
    ['%{+json}[str(a)]%{+json}[int(5)]', '"a"5'],
    ['%{+cbor}o %(a)[ipv4(127.0.0.1)] %(b)[int(5)]', 'BF6161693132372E302E302E31616205FF'],
    ['%{+cbor}o%(a)[int(-5)]%(b)[bool(1)]%(c)[bin(41ff)]%(d)[var(txn.x)]', 'BF61612461' + '62F561635F4241FFFF6164F6FF'],
    ['%{+cbor}o%(a)[int(1000)]%(b)[int(4294967296)]', 'BF61611903E861621B0000000100000000FF'],
  ])('%s gives %s', (format, expected) => {
    expect(language.format(format, createSampleContext(), 'log')).toBe(expected)
  })

  test('escapes JSON strings', () => {
    const context = createSampleContext()
    language.runAction('http-request', ['set-var(txn.x)', 'bin(61225c0a1f)'], context)
    expect(language.format('%{+json}[var(txn.x)]', context, 'log')).toBe('"a\\"\\\\\\n\\u001f"')
  })
})

describe('the binder', () => {
  test('casts to what is asked for', () => {
    const node = language.parseExpression('str(12)')
    expect(language.binder.expression(node, 'sint')(createSampleContext())).toBe(12)
    expect(language.binder.expression(node, 'addr')(createSampleContext())).toBeNull()
  })

  test('runs any number of converters', () => {
    expect(language.evaluateText('str(a),upper,lower,upper,lower,upper,concat(b)')).toBe('Ab')
    expect(language.evaluateText('str(a.b.c),field(9,.),upper,lower,upper,lower')).toBeNull()
  })

  test('throws for a service that is not there', () => {
    const { binder } = createSampleLanguage({ vocabulary, binder: createBinder() })
    const node = language.parseExpression('env(A)')
    expect(() => binder.expression(node)).toThrow("no service is provided for 'process'")
  })

  test('reports to a recorder', () => {
    const seen: (readonly [string, SampleValue | boolean | null])[] = []
    const recorder: Recorder = {
      sample: (node: ExpressionNode, value) => seen.push([node.text, value]),
      acl: (node: AclNode, matches) => seen.push([`acl ${node.expression.text}`, matches]),
      condition: (_: ConditionNode, applies) => seen.push(['condition', applies]),
      rule: () => {},
    }
    const ports = new Ports().provide(patternsPort, new PatternRegistry({ readFile: () => null }))
    const binder = createBinder({ ports, recorder })
    const recorded = createSampleLanguage({ vocabulary, binder })
    expect(recorded.test('if { str(a),upper -m str A } !{ list(a|b) b }')).toBe(false)
    expect(seen).toEqual([
      ['str(a),upper', 'A'],
      ['acl str(a),upper', true],
      ['list(a|b)', 'a'],
      ['list(a|b)', 'b'],
      ['acl list(a|b)', true],
      ['condition', false],
    ])
  })

  test('indexes the patterns of an ACL once, however often it is used', () => {
    const node = language.parseCondition('if { str(a) a b c }')
    const before = language.patterns.sets().length
    language.binder.condition(node)
    language.binder.condition(node)
    expect(language.patterns.sets().length).toBe(before + 1)
  })
})

test('the context of an expression may have no variables at all', () => {
  const { clock, random } = createSampleContext()
  const bare: SampleContext = { clock, random }
  expect(language.evaluate('var(txn.x)', bare)).toBeNull()
})
