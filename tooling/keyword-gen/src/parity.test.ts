import { expect, test } from 'vitest'
import { fileComplaints, type KeywordFacts, summaryComplaint } from './parity.ts'

test.each<[string, string | null]>([
  ['Extracts the nth field of a string, counted from 1.', null],
  ['`path` of the request, e.g. for routing.', null],
  ['Extracts a field', 'does not end with a full stop'],
  ['Extracts a field. Counted from 1.', 'is more than one sentence'],
  ['extracts a field.', 'does not start with a capital'],
  ['Extracts\na field.', 'has spaces around it or a line break'],
  ['', 'does not end with a full stop'],
])('summary %j', (summary, expected) => {
  expect(summaryComplaint(summary)).toBe(expected)
})

const keyword = (name: string, facts: Partial<KeywordFacts> = {}): KeywordFacts => ({
  kind: 'converter',
  name,
  aliases: [],
  summary: 'Does what it says.',
  examples: [{ expression: `str(a),${name}`, gives: 'a' }],
  ...facts,
})

const check = (file: string, keywords: KeywordFacts[], test: string | null = "test('x', f)"): string[] =>
  fileComplaints(file, keywords, test)

test.each<[file: string, names: string[]]>([
  ['field.ts', ['field']],
  ['req-hdr.ts', ['req.hdr']],
  ['timeout-client.ts', ['timeout client']],
  ['url-dec.ts', ['url_dec']],
  ['sc-get-gpc.ts', ['sc_get_gpc0', 'sc_get_gpc1']],
  ['hdr.ts', ['req.fhdr', 'hdr_dom']],
  ['hash/crc.ts', ['crc32', 'crc32c']],
])('%s may hold %j', (file, names) => {
  expect(
    check(
      file,
      names.map((name) => keyword(name)),
    ),
  ).toEqual([])
})

test('a file that is named for nothing in it', () => {
  expect(check('things.ts', [keyword('field')])).toEqual([
    "is named for none of its keywords: expects 'field.ts' or what their names start with",
  ])
})

test('an alias names a file as well', () => {
  expect(check('hdr.ts', [keyword('req.hdr', { aliases: ['hdr'] })])).toEqual([])
})

test('a family without a common beginning is named for what it does', () => {
  expect(check('case.ts', [keyword('lower'), keyword('upper')])).toEqual([])
  expect(check('counters.ts', [keyword('sc_get_gpc0'), keyword('sc_get_gpc1')])).toHaveLength(1)
})

test.each<[why: string, text: string | null, expected: string]>([
  ['no test', null, "has no test: expects 'field.test.ts' beside it"],
  ['an empty test', 'import x', 'has a test file without a test'],
])('%s', (_why, text, expected) => {
  expect(check('field.ts', [keyword('field')], text)).toEqual([expected])
})

test.each<[string, Partial<KeywordFacts>, string[]]>([
  ['no summary', { summary: null }, ["'field' lacks a summary"]],
  [
    'no examples',
    { examples: null },
    ["shows no example: a converter's file needs at least one { expression, gives }"],
  ],
  [
    'a half example',
    { examples: [{ expression: 'x' }] },
    ["example 1 of 'field' lacks what it gives (a string, or null for 'no sample')"],
  ],
  ['a fetch without examples', { kind: 'fetch', examples: null }, []],
  ['an ACL without summary', { kind: 'acl', summary: null, examples: null }, []],
])('%s', (_why, facts, expected) => {
  expect(check('field.ts', [keyword('field', facts)])).toEqual(expected)
})
