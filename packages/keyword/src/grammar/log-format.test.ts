import { describe, expect, test } from 'vitest'
import type { LogFormatItem, LogFormatNode } from '../node.ts'
import { readLine } from '../testing/reading.ts'

function read(text: string) {
  const word = { text, span: { file: 'f', line: 1, column: 10, length: text.length } }
  return readLine<LogFormatNode>([word], (reader, host) => host.logFormat(reader, reader.next()!))
}

function show(item: LogFormatItem): string {
  if (item.kind === 'text') return JSON.stringify(item.text)
  const { flags, itemName, itemType } = item
  const marks = [
    flags.quote ? 'Q' : '',
    flags.hexadecimal ? 'X' : '',
    flags.escape ? 'E' : '',
    flags.mandatory ? 'M' : '',
    flags.binary ? 'bin' : '',
    flags.encoding === 'text' ? '' : flags.encoding,
    itemName === null ? '' : `(${itemName})`,
    itemType ?? '',
  ].filter((mark) => mark !== '')
  return [item.kind === 'alias' ? item.alias.name : `[${item.expression.text}]`, ...marks].join(' ')
}

describe('reads', () => {
  test.each<[string, string[]]>([
    ['', []],
    ['plain', ['"plain"']],
    ['100%%', ['"100%"']],
    ['%ci', ['ci']],
    ['%ci:%cip-', ['ci', '":"', 'cip', '"-"']],
    ['%%%ci%%', ['"%"', 'ci', '"%"']],
    ['%[src]', ['[src]']],
    ['%[str(a]b),lower]x', ['[str(a]b),lower]', '"x"']],
    ['%{+Q}ci%ci', ['ci Q', 'ci']],
    ['%{+Q,+X,+E,+M}ci', ['ci Q X E M']],
    ['%{Q}ci%{}ci%{+foo}ci', ['ci', 'ci', 'ci']],
    ['%{+Q}o%ci%{-Q}ci%ci%{-Q}o%ci', ['ci Q', 'ci', 'ci Q', 'ci']],
    ['%{+json}o%(a)ci', ['ci json (a)']],
    ['%{+cbor,+bin}o%(a:sint)[src]', ['[src] bin cbor (a) sint']],
    ['%(:str)ci%(b:raw)ci%(c:bool){+X}ci', ['ci str', 'ci (b)', 'ci X (c) bool']],
    ['%o', []],
    ['%ci[%ci]', ['ci', '"["', 'ci', '"]"']],
  ])('%s', (text, items) => {
    const { node, findings } = read(text)
    expect(findings).toEqual([])
    expect(node?.items.map(show)).toEqual(items)
  })

  test('the flags that hold at the end', () => {
    expect(read('%{+json}o').node?.flags).toMatchObject({ encoding: 'json', quote: false })
  })
})

describe('refuses', () => {
  test.each([
    ['100%', "truncated line after '%'", 13],
    ['100% a', "unexpected variable name near ' ' at position 4", 13],
    ['%zz', "no such format alias 'zz'", 11],
    ['%{+Q', "truncated line after '+Q'", 10],
    ['%{+Q}%ci', "parse argument modifier without variable name near '%{+Q}'", 10],
    ['%[src', "missing ']' after 'src'", 10],
    ['%[src x]', "expected ']' after 'src', but found ' '", 15],
    ['%[]', 'missing fetch method', 12],
    ['%(a', "truncated line after '%(a'", 10],
    ['%(a b)ci', "invalid character in custom name near ' b'", 10],
    ['%(a:int)ci', "unexpected output type 'int'. Supported types are: str, sint, bool, raw", 10],
  ])('%s', (text, message, column) => {
    const { node, findings } = read(text)
    expect(node).toBeNull()
    expect(findings.map((finding) => [finding.message, finding.span.column])).toEqual([[message, column]])
  })
})
