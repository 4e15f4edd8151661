/** Every keyword that takes a regular expression or a list of them says where one is bad, and warns of one that backtracks. */
import { parseConfig } from '@weir/config'
import { standardVocabulary } from '@weir/standard'
import { describe, expect, test } from 'vitest'

const files: Readonly<Record<string, string>> = {
  'slow.lst': 'fine\n^(a+)+$\n',
  'bad.lst': 'fine\n(\n',
  'slow.map': 'fine x\n^(a+)+$ y\n',
  'bad.map': 'fine x\n( y\n',
}

/** Lines of a frontend, then of a backend; `REGEX` is the expression, `LIST` and `MAP` are the files that have it. */
const uses: readonly (readonly [string, 'frontend' | 'backend'])[] = [
  ['acl a path -m reg -- REGEX', 'frontend'],
  ['acl a path_reg -i -- REGEX', 'frontend'],
  ['acl a path_reg -f LIST', 'frontend'],
  ['acl a path -m reg -M -f MAP', 'frontend'],
  ['http-request deny if { path_reg -- REGEX }', 'frontend'],
  ['http-request deny if { path_reg -f LIST }', 'frontend'],
  ['http-request set-header X "%[path,map_reg(MAP)]"', 'frontend'],
  ['http-request set-header X "%[path,map_regm(MAP)]"', 'frontend'],
  ['http-request set-header X "%[path,map_reg_key(MAP)]"', 'frontend'],
  ["http-request set-header X %[path,regsub(\\'REGEX\\',x)]", 'frontend'],
  ['http-request replace-header X REGEX y', 'frontend'],
  ['http-request replace-value X REGEX y', 'frontend'],
  ['http-request replace-path REGEX y', 'frontend'],
  ['http-request replace-pathq REGEX y', 'frontend'],
  ['http-request replace-uri REGEX y', 'frontend'],
  ['http-request del-header REGEX -m reg', 'frontend'],
  ['http-response replace-header X REGEX y', 'frontend'],
  ['http-response replace-value X REGEX y', 'frontend'],
  ['http-response del-header REGEX -m reg', 'frontend'],
  ['http-after-response replace-header X REGEX y', 'frontend'],
  ['http-after-response replace-value X REGEX y', 'frontend'],
  ['http-check expect rstring REGEX', 'backend'],
  ['http-check expect rstatus REGEX', 'backend'],
  ['http-check expect hdr name -m reg REGEX', 'backend'],
  ['http-check expect fhdr name x value -m reg REGEX', 'backend'],
  ['tcp-check expect rstring REGEX', 'backend'],
  ['tcp-check expect rbinary REGEX', 'backend'],
]

const lineNumber = 14

function findings(line: string, kind: 'frontend' | 'backend', regex: string, name: string) {
  const written = line.replace('REGEX', regex).replace('LIST', `${name}.lst`).replace('MAP', `${name}.map`)
  const check = line.startsWith('tcp-check') ? 'tcp-check' : 'httpchk'
  const text = [
    ...['defaults', ' mode http', ' timeout client 1s', ' timeout server 1s', ' timeout connect 1s'],
    ...['frontend f', ' bind 127.0.0.1:8080', ' default_backend b', kind === 'frontend' ? ` ${written}` : ''],
    ...[
      'backend b',
      ` option ${check}`,
      '',
      '',
      kind === 'backend' ? ` ${written}` : '',
      ' server s 127.0.0.1:1 check',
      '',
    ],
  ]
  const { diagnostics } = parseConfig({
    files: [{ name: 'x.cfg', text: text.join('\n') }],
    vocabulary: standardVocabulary,
    configFiles: {
      read: (path) => (files[path] === undefined ? { error: 'no such file' } : { text: files[path] }),
      list: () => ({ error: 'no such directory' }),
    },
  })
  return diagnostics
    .filter(({ message }) => message.includes('regex'))
    .map(({ severity, message, span }) => ({ severity, message, line: span?.line }))
}

const placeOf = (line: string, name: string): string =>
  /LIST|MAP/.test(line) ? ` at line 2 of file '${name}${line.includes('LIST') ? '.lst' : '.map'}'` : ''

describe.each(uses)('%s', (line, kind) => {
  const number = kind === 'frontend' ? 9 : lineNumber

  test('warns of a regular expression that backtracks', () => {
    const found = findings(line, kind, '^(a+)+$', 'slow')
    expect(found).toEqual([{ severity: 'warning', message: expect.any(String), line: number }])
    expect(found[0]!.message).toContain(
      `regex '^(a+)+$' may take exponential time on some inputs${placeOf(line, 'slow')}`,
    )
  })

  test('refuses one that is bad', () => {
    const found = findings(line, kind, '(', 'bad')
    expect(found).toEqual([{ severity: 'alert', message: expect.any(String), line: number }])
    expect(found[0]!.message).toMatch(/regex '\(' is invalid: missing closing parenthesis/)
    expect(found[0]!.message).toContain(placeOf(line, 'bad'))
  })
})
