import type { Random } from '@weir/base'

/** The words of a language, as `-dKall` prints them. */
export interface DumpedWords {
  /** Lines by the section that they are listed under, signatures cut off. */
  readonly directives: readonly string[]
  readonly bindOptions: readonly string[]
  readonly serverOptions: readonly string[]
  readonly fetches: readonly string[]
  readonly converters: readonly string[]
  readonly acls: readonly string[]
}

/** Reads what `-dKall` printed; with `areWhole`, fetches, converters and options keep their signatures. */
export function readDump(text: string, areWhole = false): DumpedWords {
  const words = { directives: [], bindOptions: [], serverOptions: [], fetches: [], converters: [], acls: [] } as {
    [K in keyof DumpedWords]: string[]
  }
  let list = ''
  for (const line of text.split('\n')) {
    const title = /^# List of registered (.*):$/.exec(line)?.[1]
    if (title !== undefined) list = title
    else if (line.startsWith('#') || line === '') continue
    else if (list === 'ACL keywords') words.acls.push(line.split(' ')[0]!)
    else if (list === 'sample converter functions')
      words.converters.push((areWhole ? /^[^:]+/ : /^[^(:]+/).exec(line)![0])
    else if (list === 'sample fetch functions')
      words.fetches.push((areWhole ? /\] ([^:]+)/ : /\] ([^(:]+)/).exec(line)?.[1] ?? 'src')
    else if (list === 'configuration keywords' && line.startsWith('\t')) addDirective(words, line.trim(), areWhole)
  }
  return words
}

function addDirective(words: { [K in keyof DumpedWords]: string[] }, line: string, areWhole: boolean): void {
  const bind = (areWhole ? /^bind <addr> (?:ssl )?(.+)/ : /^bind <addr> (\S+)/).exec(line)
  const server = (areWhole ? /^server <name> <addr> (.+)/ : /^server <name> <addr> (\S+)/).exec(line)
  if (bind !== null) words.bindOptions.push(bind[1]!)
  else if (server !== null) words.serverOptions.push(server[1]!)
  else if (!/\.pem|crt-list/.test(line)) words.directives.push(line.replace(/ [[<+].*$/, '').replace('*', ''))
}

const prefix = [
  'defaults',
  ' timeout client 1s',
  ' timeout server 1s',
  ' timeout connect 1s',
  'backend bk',
  ' mode http',
  ' stick-table type ip size 1k store gpc0,conn_cnt',
  ' server s1 127.0.0.1:1',
]

/** Sections that keywords are tried in, with what they need to be quiet. */
const sections: readonly (readonly string[])[] = [
  ['global'],
  ['defaults d'],
  ['frontend f', ' bind :1', ' mode http'],
  ['frontend f', ' bind :1'],
  ['backend b', ' mode http'],
  ['backend b'],
  ['listen l', ' bind :1', ' mode http'],
  ['peers p'],
  ['userlist u'],
  ['resolvers r'],
  ['cache c'],
  ['http-errors e'],
  ['mailers m'],
  ['ring r'],
]

const odd = [
  '0',
  '1',
  '-1',
  'x',
  '5s',
  '10.0.0.1',
  '/dev/null',
  'if',
  'bk',
  'src',
  'TRUE',
  '%[src]',
  '{',
  '65536',
  '1,2',
  'on',
  'off',
  '(1)',
  'len',
  'name',
  's1',
]
const arguments_ = [
  '',
  '()',
  '(1)',
  '(x)',
  '(0)',
  '(1,2)',
  '(-1)',
  '(txn.x)',
  '(bk)',
  '(bk/s1)',
  '(1,2,3)',
  '(,)',
  '(a',
  '(1,x,y,z)',
  '(/dev/null)',
  '(0,abc)',
]

/** A small configuration around one keyword with up to two odd arguments. */
export function vocabularyCase(words: DumpedWords, random: Random): string {
  const below = (limit: number): number => random.uint32() % limit
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!
  const some = (): string => Array.from({ length: below(3) }, () => ` ${pick(odd)}`).join('')
  const expression = (): string => {
    let text = pick(words.fetches) + pick(arguments_)
    for (let count = below(3); count > 0; count--) text += `,${pick(words.converters)}${pick(arguments_)}`
    return text
  }
  const section = pick(sections)
  const http = sections[2]!
  const wrap = (lines: readonly string[], line: string): string => `${[...prefix, ...lines, ` ${line}`].join('\n')}\n`
  switch (below(9)) {
    case 0:
      return wrap(http, `bind :2 ${pick(words.bindOptions)}${some()}`)
    case 1:
      return wrap(sections[4]!, `server s 127.0.0.1:1 ${pick(words.serverOptions)}${some()}`)
    case 2:
      return wrap(pick([http, sections[4]!, sections[3]!]), `http-request set-header x %[${expression()}]`)
    case 3:
      return wrap(
        pick([http, sections[4]!]),
        `${pick(['http-request set-var(txn.x)', 'http-response set-var(txn.x)', 'stick on', 'http-request track-sc0', 'tcp-request content capture'])} ${expression()}${some()}`,
      )
    case 4:
      return wrap(pick([http, sections[3]!, sections[4]!]), `acl a ${pick(words.acls)}${pick(arguments_)}${some()}`)
    case 5:
      return wrap(
        pick([http, sections[3]!]),
        `${pick(['http-request deny', 'use_backend bk', 'tcp-request content reject', 'tcp-request connection reject', 'http-response deny'])} if { ${expression()}${some()} }`,
      )
    default:
      return wrap(
        section,
        `${pick(['', '', '', '', 'no '])}${pick(words.directives)}${pick(['', '', '', '(txn.x)', '(0)'])}${some()}`,
      )
  }
}
