import { describe, expect, test } from 'vitest'
import type { ConditionNode } from '../node.ts'
import { readLine, wordsOf } from '../testing/reading.ts'

const known = new Set(['a', 'b', 'c'])

const read = (line: string) =>
  readLine<ConditionNode | null>(wordsOf(line), (reader, host) => host.condition(reader), {
    settle: (term, reader) => (known.has(term.name) ? undefined : reader.fail(`no ${term.name}`)),
  })

/** `a !b | c`: alternatives divided by bars, anonymous ones by the name of their fetch. */
const show = (node: ConditionNode): string =>
  node.alternatives
    .map((terms) =>
      terms
        .map((term) => `${term.negated ? '!' : ''}${term.name || `{${term.acls[0]?.expression.fetch.name}}`}`)
        .join(' '),
    )
    .join(' | ')

describe('reads', () => {
  test.each([
    ['if a', 'a'],
    ['unless a b', 'a b'],
    ['if a or b c', 'a | b c'],
    ['if a || !b', 'a | !b'],
    ['if !a', '!a'],
    ['if ! a', '!a'],
    ['if !!a', 'a'],
    ['if ! !a', 'a'],
    ['if a !', 'a'],
    ['if', ''],
    ['if or a', 'a'],
    ['if a OR b || c Or a', 'a | b | c | a'],
    ['if a or', 'a'],
    ['if { path /x }', '{path}'],
    ['if !{ path /x } a', '!{path} a'],
    ['if ! { path /x /y } || { yes }', '!{path} | {yes}'],
  ])('%s', (line, shown) => {
    const { node, findings } = read(line)
    expect(findings).toEqual([])
    expect(show(node!)).toBe(shown)
  })

  test('or inside braces is a pattern', () => {
    const { node } = read('if { path /x or /y }')
    expect(node?.alternatives[0]?.[0]?.acls[0]?.patterns.map((pattern) => pattern.text)).toEqual(['/x', 'or', '/y'])
  })
})

test('is null where none starts', () => {
  expect(read('iff a')).toMatchObject({ node: null, left: ['iff', 'a'], findings: [] })
})

describe('refuses', () => {
  test.each([
    ['if d', 'no d'],
    ['if a && b', 'no &&'],
    ['if {path /x}', 'no {path'],
    ['if { path /x', "missing closing '}' in condition"],
    ['if {', "missing closing '}' in condition"],
    ['if { }', 'missing fetch method in ACL expression'],
  ])('%s', (line, message) => {
    expect(read(line).findings.map((finding) => finding.message)).toEqual([message])
  })
})

test('alone it knows the pre-defined ACLs', () => {
  const parse = (line: string) =>
    readLine<ConditionNode | null>(wordsOf(line), (reader, host) => host.condition(reader))
  expect(parse('if LOCAL').node?.alternatives[0]?.[0]?.acls[0]).toMatchObject({ name: 'LOCAL', match: 'ip' })
  expect(parse('if REMOTE').findings[0]).toMatchObject({
    code: 'config/unknown-acl',
    message: "no such ACL : 'REMOTE'",
  })
})
