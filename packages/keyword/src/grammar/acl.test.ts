import { describe, expect, test } from 'vitest'
import type { AclNode } from '../node.ts'
import { PatternLists } from '../pattern-list.ts'
import { readLine, wordsOf } from '../testing/reading.ts'
import { parseAcl } from './acl.ts'

const readFile = (path: string) =>
  path === 'list'
    ? { text: '/a\n' }
    : path === '/etc/hosts'
      ? { text: '10.0.0.1 db\n' }
      : path === 'bad'
        ? { text: 'bad\n' }
        : { error: 'no such file' }

function read(line: string) {
  const words = wordsOf(line)
  const span = { file: 'f', line: 1, column: 0, length: line.length }
  return readLine<AclNode>([], (reader, host) => parseAcl({ reader, host }, 'a', words, span), { readFile })
}

describe('reads', () => {
  test.each<[string, string, string[]]>([
    ['yes', 'bool', []],
    ['number 5', 'int', ['5']],
    ['src 10/8 ::1/64 1.2.3.4', 'ip', ['10/8', '::1/64', '1.2.3.4']],
    ['src 10 1.256 010', 'ip', ['10', '1.256', '010']],
    ['number 5 -- :-', 'int', ['5', ':0', ':0']],
    ['src db DB/8', 'ip', ['db', 'DB/8']],
    ['path /a /b', 'str', ['/a', '/b']],
    ['path_beg /a', 'beg', ['/a']],
    ['meth -m str GET', 'str', ['GET']],
    ['path,lower /a', 'str', ['/a']],
    ['src,lower -m sub a', 'sub', ['a']],
    ['any -m int 5', 'int', ['5']],
    ['blob -m bin 0a0B', 'bin', ['0a0B']],
    ['path -m found', 'found', []],
    ['path -- -i', 'str', ['-i']],
    ['path -i -n -M -u 7 /a', 'str', ['/a']],
    ['number eq 5 gt 6 ge 7 lt 8 le 9', 'int', ['5', '7:', '7:', ':7', ':9']],
    ['number lt 0 gt -1 gt 2-4', 'int', [':-1', '-1', '2-4']],
    ['number 5: :6 7:8', 'int', ['5:', ':6', '7:8']],
    ['version 3:3.1 gt 3.0 lt 3.0', 'int', ['3:3.1', '3.1:', ':2.65535']],
    ['path -m len 3', 'len', ['3']],
  ])('%s', (line, match, patterns) => {
    const { node, findings } = read(line)
    expect(findings).toEqual([])
    expect(node?.match).toBe(match)
    expect(node?.patterns.map((pattern) => pattern.text)).toEqual(patterns)
  })

  test('flags', () => {
    expect(read('path -i -n -M -u 7 /a').node).toMatchObject({ ignoreCase: true, noResolve: true, isMap: true, id: 7 })
    expect(read('path -u').node).toMatchObject({ id: 0 })
    expect(read('path -u -1 x').node).toMatchObject({ id: 4294967295 })
    expect(read('path /a -i').node).toMatchObject({ ignoreCase: false })
  })

  test('files, each with the case in force where it stands', () => {
    const { node } = read('path -f list -i -f opt@gone -f virt@x -f file@list y')
    expect(node?.files.map((file) => [file.text, file.ignoreCase])).toEqual([
      ['list', false],
      ['opt@gone', true],
      ['virt@x', true],
      ['file@list', true],
    ])
    expect(node?.ignoreCase).toBe(true)
  })
})

test('a file is where a relative path of the line leads', () => {
  const span = { file: 'f', line: 1, column: 0, length: 1 }
  const lists = new PatternLists()
  const options = { resolvePath: (path: string) => `/etc/${path}`, readFile, patternLists: lists }
  const parse = (line: string) =>
    readLine<AclNode>([], (reader, host) => parseAcl({ reader, host }, 'a', wordsOf(line), span), options)
  expect(parse('path -f list -f virt@x').node?.files.map((file) => file.path)).toEqual(['/etc/list', undefined])
  expect(parse('path -M -f list').findings.map(({ code }) => code)).toEqual(['acl/other-columns'])
  expect(parse('path -u 5 x').findings).toEqual([])
  expect(parse('path -u 5 x').findings.map(({ code }) => code)).toEqual(['acl/used-id'])
})

describe('refuses', () => {
  test.each([
    ['', 'sample/missing-fetch'],
    ['pathh /x', 'sample/unknown-fetch'],
    ['path -x', 'acl/unknown-flag'],
    ['path -m', 'acl/unknown-method'],
    ['path -m foo', 'acl/unknown-method'],
    ['path -m beg -m end x', 'acl/several-methods'],
    ['path -f list -m beg', 'acl/late-method'],
    ['path -f gone', 'acl/unreadable-file'],
    ['path -f', 'config/missing-argument'],
    ['path -u x', 'config/invalid-argument'],
    ['path -u 5x', 'config/invalid-argument'],
    ['blob aa', 'acl/needs-method'],
    ['any x', 'acl/needs-method'],
    ['blob -m int 5', 'acl/method-mismatch'],
    ['yes -m ip 1.1.1.1', 'acl/method-mismatch'],
    ['meth -m int 1', 'acl/method-mismatch'],
    ['blob -m bin 0', 'acl/invalid-pattern'],
    ['blob -m bin zz', 'acl/invalid-pattern'],
    ['src 300.1.1.1', 'acl/invalid-pattern'],
    ['src 1.2.3.4/33', 'acl/invalid-pattern'],
    ['src ::1/129', 'acl/invalid-pattern'],
    ['src 4294967296', 'acl/invalid-pattern'],
    ['src 1.2.3.256', 'acl/invalid-pattern'],
    ['src 08', 'acl/invalid-pattern'],
    ['src host.name', 'acl/invalid-pattern'],
    ['src db/40', 'acl/invalid-pattern'],
    ['src -n db', 'acl/invalid-pattern'],
    ['path -m reg (', 'acl/invalid-pattern'],
    ['number x', 'acl/invalid-pattern'],
    ['number 5:3', 'acl/invalid-pattern'],
    ['number 3.5', 'acl/invalid-pattern'],
    ['number :', 'acl/invalid-pattern'],
    ['path -f bad', 'acl/invalid-pattern'],
  ])('%s', (line, code) => {
    const { node, findings } = read(line)
    expect(node).toBeNull()
    expect(findings.map((finding) => [finding.severity, finding.code])).toEqual([['alert', code]])
  })
})

describe('warns', () => {
  test.each([
    ['path', 'acl/no-pattern'],
    ['path_beg,lower /x', 'acl/method-overwritten'],
    ['path_beg -m end /x', 'acl/method-overwritten'],
    ['path (a)', 'acl/suspicious-pattern'],
    ['path,lower (a)', 'acl/suspicious-pattern'],
    ['path -m reg (a+)+', 'acl/slow-pattern'],
  ])('%s', (line, code) => {
    const { node, findings } = read(line)
    expect(node).not.toBeNull()
    expect(findings.map((finding) => [finding.severity, finding.code])).toEqual([['warning', code]])
  })

  test.each([
    'path --',
    'path -- (a',
    'path -m str (a',
    'path -m found',
    'path_beg -m beg /x',
    'yes',
    'path -m str /x',
  ])('but not about %s', (line) => {
    expect(read(line).findings).toEqual([])
  })
})
