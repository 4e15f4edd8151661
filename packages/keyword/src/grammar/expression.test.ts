import { describe, expect, test } from 'vitest'
import type { ExpressionNode } from '../node.ts'
import type { Phase } from '../phase.ts'
import { readLine, wordsOf } from '../testing/reading.ts'

const read = (line: string, phase: Phase | null = null) =>
  readLine<ExpressionNode>(wordsOf(line), (reader, host) => host.expression(reader), { phase })

/** `fetch(values) converter(values) -> type` */
function show(node: ExpressionNode): string {
  const calls = [node.fetch, ...node.converters].map(
    (call) => `${call.name}(${call.values.map((value) => JSON.stringify(value) ?? '-').join(',')})`,
  )
  return `${calls.join(' ')} -> ${node.type}`
}

describe('reads', () => {
  test.each([
    ['src', 'src() -> addr', ''],
    ['src()', 'src() -> addr', ''],
    ['base32+src', 'base32+src() -> bin', ''],
    ['hdr', 'hdr(-,-) -> str', ''],
    ['hdr(host)', 'hdr("host",-) -> str', ''],
    ['hdr(host,-1)', 'hdr("host",-1) -> str', ''],
    ['hdr(,1)', 'hdr(-,1) -> str', ''],
    ['str', 'str("") -> str', ''],
    ['str()', 'str("") -> str', ''],
    ['str("")', 'str("") -> str', ''],
    ['str(a\\qb)', 'str("a\\\\qb") -> str', ''],
    ['str("a,b)")', 'str("a,b)") -> str', ''],
    ["str('a\"b')", 'str("a\\"b") -> str', ''],
    ['str(a"b,c"d)', 'str("ab,cd") -> str', ''],
    ['str("a\\"b")', 'str("a\\"b") -> str', ''],
    ['str(a\\nb)', 'str("a\\nb") -> str', ''],
    ['str(\\x41\\#\\$)', 'str("\\\\x41\\\\#\\\\$") -> str', ''],
    ['src,lower', 'src() lower() -> str', ''],
    ['src,lower,add(1)', 'src() lower() add(1) -> sint', ''],
    ['src,lower, lower if x', 'src() lower() lower() -> str', 'if x'],
    ['src lower lower,field(1,.) if x', 'src() lower() lower() field(1,".",-) -> str', 'if x'],
    ['src table x', 'src() -> addr', 'table x'],
    ['src,debug', 'src() debug() -> addr', ''],
    ['src,lower(),field(2,:,3)', 'src() lower() field(2,":",3) -> str', ''],
    ['any,mask(8)', 'any() mask(8) -> addr', ''],
  ])('%s', (line, shown, left) => {
    const reading = read(line)
    expect(reading.findings).toEqual([])
    expect(show(reading.node!)).toBe(shown)
    expect(reading.left.join(' ')).toBe(left)
  })
})

describe('refuses', () => {
  test.each([
    ['', 'sample/missing-fetch', 'missing fetch method', 0],
    [',lower', 'sample/missing-fetch', 'missing fetch method', 0],
    ['pathh', 'sample/unknown-fetch', "unknown fetch method 'pathh'", 0],
    ['src,lowr', 'sample/unknown-converter', "unknown converter 'lowr'", 4],
    ['src,gone', 'config/removed-keyword', "converter 'gone' is not supported any more: it went", 4],
    [
      'foreign',
      'config/unsupported-keyword',
      "fetch method 'foreign' is known to HAProxy, but not supported by Weir: it needs a library",
      0,
    ],
    ['hdr(a,b)', 'config/invalid-argument', "fetch method 'hdr': <occurrence> expects an integer, but got 'b'", 6],
    ['hdr(a,1,2)', 'sample/too-many-arguments', "fetch method 'hdr': expected ')' before '2'", 8],
    ['hdr(a', 'sample/syntax', "fetch method 'hdr': expected ')' after '(a'", 3],
    ['str("a)', 'sample/syntax', "fetch method 'str': unmatched quote in '(\"a)'", 3],
    ['str(a\\,b)', 'sample/too-many-arguments', "fetch method 'str': expected ')' before 'b'", 7],
    ['src)', 'sample/syntax', "missing comma after 'src'", 3],
    ['src,lower)', 'sample/syntax', "missing comma after converter 'lower'", 9],
    ['src,field', 'config/invalid-argument', "converter 'field': <index> expects an integer, but got ''", 4],
    ['src,field(0,.)', 'sample/invalid-argument', "converter 'field': the index starts at 1", 10],
    [
      'yes,mask(8)',
      'sample/type-mismatch',
      "converter 'mask' cannot be applied: it expects a value of type addr, but gets one of type bool",
      4,
    ],
    [
      'blob,add(1)',
      'sample/type-mismatch',
      "converter 'add' cannot be applied: it expects a value of type sint, but gets one of type bin",
      5,
    ],
  ])('%s', (line, code, message, column) => {
    const { node, findings } = read(line)
    expect(node).toBeNull()
    expect(findings.map((finding) => [finding.code, finding.message, finding.span.column])).toEqual([
      [code, message, column],
    ])
  })
})

test('suggests the nearest legal word', () => {
  expect(read('pathh').findings[0]?.hint).toBe("did you mean 'path' maybe ?")
  expect(read('src,lowr').findings[0]?.hint).toBe("did you mean 'lower' maybe ?")
})

test('holds fetches against the place of the line', () => {
  expect(read('status', 'frontend http-request header rule').findings[0]?.code).toBe('sample/fetch-unavailable')
  expect(read('status', 'frontend http-response header rule').findings).toEqual([])
  expect(read('path', 'logs').findings[0]?.code).toBe('sample/fetch-unavailable')
})

test('spans lie where the words were written, quotes included', () => {
  // Written as: "str(\"a b\"),lower" from column 10 on.
  const columns = [11, 12, 13, 14, 15, 17, 18, 19, 20, 22, 23, 24, 25, 26, 27, 28]
  const word = { text: 'str("a b"),lower', span: { file: 'f', line: 3, column: 10, length: 20 }, columns }
  const { node } = readLine<ExpressionNode>([word], (reader, host) => host.expression(reader))
  expect(node?.converters[0]?.span).toEqual({ file: 'f', line: 3, column: 24, length: 5 })
})
