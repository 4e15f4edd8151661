import { readFileSync } from 'node:fs'
import { languageDirectives } from '@weir/config'
import { standardVocabulary } from '@weir/standard'
import { describe, expect, test } from 'vitest'
import { dumpKeywords } from '../src/keyword-dump/dump-keywords.ts'
import { isBuilt, runCommand } from './daemon.ts'

const words = { vocabulary: standardVocabulary, language: languageDirectives }
const dump = (selection: string): string[] => dumpKeywords(selection, words).split('\n')

/** Rows as HAProxy 3.5-dev5 prints them with `-dKall`. */
const rows: readonly (readonly [selection: string, rows: readonly string[]])[] = [
  ['acl', ['base_beg = base -m beg', 'hdr = req.hdr -m str', 'path_reg = path -m reg', 'req_ver = req.ver -m str']],
  [
    'cfg',
    [
      'global',
      '\tchroot',
      '\tsetenv',
      '\tstats',
      'listen',
      '\terrorfile',
      '\ttimeout',
      '\tbind <addr> accept-proxy',
      '\tbind <addr> maxconn +1',
      '\tserver <name> <addr> backup',
      '\tserver <name> <addr> cookie +1',
      '\tserver <name> <addr> weight +1',
      '\toption abortonclose [ FE BE ]',
      '\toption allbackups [ BE ]',
      '\toption dontlognull [ FE ]',
      '\toption http-buffer-request [ FE BE HTTP ]',
      '\ttcp-request connection set-var*',
      '\ttcp-request content switch-mode',
      '\thttp-request set-header',
      '\thttp-request track-sc*',
      '\thttp-after-response set-var-fmt*',
      'userlist',
      '\tgroup',
      '\tuser',
    ],
  ],
  ['cli', ['add map [WORKER] ', 'show stat [WORKER] ', 'shutdown sessions server [WORKER] ']],
  [
    'cnv',
    [
      'add(string): sint => sint',
      'b64dec: bin => str',
      'base64: str => bin',
      'bytes(string[,string]): bin => bin',
      'hex: str => bin',
      'length: sint => str',
      'rtrim(string): str => str',
      'upper: str => str',
      'word(integer,string[,integer]): str => str',
      'xxh64([integer]): sint => bin',
    ],
  ],
  [
    'smp',
    [
      '[ Y Y Y Y Y Y Y Y Y Y Y Y Y Y Y Y Y Y Y Y . . ] accept_date([string]): sint',
      '[ Y Y Y Y Y Y Y Y Y Y Y Y Y Y Y Y Y Y Y Y Y Y ] always_true: bool',
      '[ Y Y Y Y Y Y Y Y Y Y Y Y Y Y Y Y Y Y Y Y . Y ] avg_queue(backend): sint',
      '[ . . Y Y Y Y Y Y Y Y Y . . . . . . . . . . . ] base32+src: bin',
      '[ . . . . . . . . . . . Y Y Y Y Y Y Y . Y . . ] shdr([string,integer]): str',
      '[ Y Y Y Y Y Y Y Y Y Y Y Y Y Y Y Y Y Y Y Y . . ] src: addr',
      '[ . . . . . . . . . . Y Y Y Y Y Y Y Y Y Y . . ] srv_id: sint',
      '[ . . Y Y Y Y Y Y Y Y Y . . . . . . . . . . . ] url_param([string,string,string]): str',
    ],
  ],
]

test.each(rows)('-dK%s prints these rows, in this order', (selection, expected) => {
  const printed = dump(selection)
  let from = 0
  for (const row of expected) {
    const at = printed.indexOf(row, from)
    expect([row, at >= from]).toEqual([row, true])
    from = at + 1
  }
})

/** What HAProxy 3.5-dev5 prints with `-dKall`. */
const vocabulary = readFileSync(new URL('fixtures/vocabulary-3.5.txt', import.meta.url), 'latin1').split('\n')

/** The rows of a dump by what they are of, apart for each list and, among the words of sections, each section. */
function indexRows(lines: readonly string[]): ReadonlyMap<string, string> {
  const index = new Map<string, string>()
  let list = ''
  let section = ''
  for (const line of lines) {
    const title = /^# List of registered (.*):$/.exec(line)?.[1]
    if (title !== undefined) list = title
    if (line === '' || line.startsWith('#')) continue
    if (list === 'configuration keywords' && !line.startsWith('\t')) section = line
    const subject = line.replace(/^\[[^\]]*\] /, '').replace(/[(:]? ?(=|\[|\+|\().*$|: .*$/, '')
    index.set(`${list}, ${list === 'configuration keywords' ? section : ''}: ${subject.trim()}`, line)
  }
  return index
}

describe('every row', () => {
  const theirs = indexRows(vocabulary)
  const ours = indexRows(dumpKeywords('all', words).split('\n'))
  /** There is no master process whose socket could know them. */
  const withoutMaster = (row: string): string => row.replace('[MASTER] ', '')

  test('that HAProxy has as well is the same', () => {
    const pairs = [...ours].flatMap(([subject, row]) => {
      const other = theirs.get(subject)
      return other === undefined ? [] : [[row, withoutMaster(other)] as const]
    })
    expect(pairs.length).toBeGreaterThan(1500)
    expect(pairs.filter(([row, other]) => row !== other)).toEqual([])
  })

  test('that HAProxy lacks is a word of a section, which it reads without registering it', () => {
    const alone = [...ours.keys()].filter((subject) => !theirs.has(subject))
    expect(alone.filter((subject) => !subject.startsWith('configuration keywords, '))).toEqual([])
  })
})

test.each([
  ['acl', 'ACL keywords'],
  ['cfg', 'configuration keywords'],
  ['cli', 'CLI keywords'],
  ['cnv', 'sample converter functions'],
  ['flt', 'filter names'],
  ['smp', 'sample fetch functions'],
  ['svc', 'service names'],
])('the list of %s is headed', (selection, title) => {
  expect(dump(selection)[0]).toBe(`# List of registered ${title}:`)
})

test('the staircase leads from each column to its place', () => {
  const printed = dump('smp')
  expect([1, 2, 21, 22, 23, 24].map((index) => printed[index])).toEqual([
    '#                       _.---------------------- frontend tcp-request connection rule',
    '#                      / _.--------------------- frontend tcp-request session rule',
    '#   / / / / / / / / / / / / / / / / / / / / _.-- configuration parser',
    '#  / / / / / / / / / / / / / / / / / / / / / _.- CLI parser',
    '# / / / / / / / / / / / / / / / / / / / / / /  ',
    '# | | | | | | | | | | | | | | | | | | | | | | ',
  ])
})

describe('classes', () => {
  test('all is every class in order', () => {
    const heads = dump('all').filter((line) => line.startsWith('# List'))
    expect(heads.map((line) => line.slice('# List of registered '.length, -1))).toEqual([
      'ACL keywords',
      'configuration keywords',
      'CLI keywords',
      'sample converter functions',
      'filter names',
      'sample fetch functions',
      'service names',
    ])
  })

  test('several are printed in that order too, and other words are passed over', () => {
    expect(dumpKeywords('svc,nonsense,acl', words)).toBe(dumpKeywords('acl', words) + dumpKeywords('svc', words))
    expect(dumpKeywords('nonsense', words)).toBe('')
  })

  test('help lists them', () => {
    expect(dump('help').slice(0, 3)).toEqual([
      '# List of supported keyword classes:',
      'all: list all keywords',
      'acl: ACL keywords',
    ])
  })

  test('no row is printed twice', () => {
    for (const selection of ['acl', 'cnv', 'smp', 'cli']) {
      const printed = dump(selection).slice(selection === 'smp' ? 25 : 1)
      expect(printed.filter((row, index) => printed.indexOf(row) !== index)).toEqual([])
    }
  })
})

test.skipIf(!isBuilt)('the daemon prints them without a configuration', async () => {
  expect(await runCommand(['-dKsvc,acl'])).toMatchObject({
    status: 0,
    output: expect.stringMatching(
      /^# List of registered ACL keywords:\n[\s\S]*\n# List of registered service names:\n/,
    ),
    errors: '',
  })
})
