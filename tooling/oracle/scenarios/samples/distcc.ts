/** Fetches over the packets of distcc: tokens of four letters with a number, some with as many bytes behind them. */
import {
  ANYTHING,
  client,
  defineScenario,
  end,
  receiveEnd,
  type SinceOverride,
  scriptedServer,
  send,
  TCP,
} from '../../src/index.ts'

const packet = (token: string, value: number | string, digits = 8): string =>
  typeof value === 'number'
    ? token + value.toString(16).padStart(digits, '0')
    : `${token}${value.length.toString(16).padStart(digits, '0')}${value}`

const start =
  packet('DIST', 2) + packet('ARGC', 3) + packet('ARGV', 'cc') + packet('ARGV', '-c') + packet('ARGV', 'a.c')

const payloads: Readonly<Record<string, string>> = {
  nothing: '',
  cut: start.slice(0, 30),
  'cut-body': start.slice(0, 37),
  'cut-token': start.slice(0, 2),
  start,
  whole: start + packet('DOTI', 'int main(){}\n'),
  large: start + packet('DOTI', 0x10000) + 'x'.repeat(100),
  'empty-body': packet('DIST', 1) + packet('ARGV', '') + packet('ARGV', 'b'),
  'upper-case': `DIST${'0000000A'}ARGV${'0000000A'}0123456789`,
  negative: `DISTffffffffARGVffffffffxx`,
  'no-digits': 'DISTzzzzzzzzARGV00000001x',
  signs: 'DIST-0000001ARGV00000001x',
  blanks: 'DIST       5ARGV00000001x',
  'lower-case': 'dist00000001ARGV00000001x',
  unknown: packet('WXYZ', 3) + packet('ARGV', 'x'),
  'unknown-body': packet('WXYZ', 'abc') + packet('ARGV', 'x'),
  answer: packet('DONE', 1) + packet('STAT', 0) + packet('SERR', 'e') + packet('SOUT', '') + packet('DOTO', 'object'),
  pump: packet('DIST', 3) + packet('CDIR', '/tmp') + packet('NFIL', 1) + packet('NAME', '/a') + packet('FILE', 'lzo'),
  link: packet('NAME', 'n') + packet('LINK', 'l') + packet('DOTD', 'd') + packet('DOTI', 'i'),
  text: 'GET / HTTP/1.1\r\nHost: a\r\n\r\n',
}

const tokens = ['DIST', 'ARGC', 'ARGV', 'DOTI', 'WXYZ', 'DONE', 'STAT', 'SERR', 'SOUT', 'DOTO', 'CDIR', 'NFIL', 'NAME']
const expressions: readonly string[] = [
  ...[...tokens, 'FILE', 'LINK', 'DOTD', 'dist', 'GET '].map((token) => `distcc_param(${token})`),
  ...['ARGV', 'DOTI', 'DIST', 'SERR', 'SOUT', 'DOTO', 'CDIR', 'NAME', 'FILE', 'LINK', 'DOTD', 'WXYZ'].map(
    (token) => `distcc_body(${token}),hex`,
  ),
  ...['1', '2', '3', '4', '0', '-1'].flatMap((at) => [`distcc_param(ARGV,${at})`, `distcc_body(ARGV,${at}),hex`]),
]

const slices = [expressions.slice(0, 21), expressions.slice(21)]

const rules = (prefix: string, some: readonly string[], condition: string): string =>
  some.map((each, at) => `    ${prefix} set-var(sess.s${at}) "${each}" ${condition}`.trimEnd()).join('\n')
const format = (some: readonly string[]): string =>
  some.map((each, at) => `${each.replaceAll(/[(),]/g, '~')}=<%[var(sess.s${at})]>`).join(' ')

const LONG = TCP.replace('    option tcplog\n', '').replace('{{log}} local0', '{{log}} len 4096 local0')

const BEYOND = '2.6 gives bytes beyond those that came'
const cut = (at: number, from: string, to: string): SinceOverride => ({
  at: `logs.${at}`,
  change: (line) => String(line).replace(from, to),
  reason: BEYOND,
})

const ledger: readonly (readonly SinceOverride[])[] = [
  [
    cut(2, 'distcc_body~ARGV~~hex=<6300>', 'distcc_body~ARGV~~hex=<63>'),
    { at: 'logs.6', value: ANYTHING, reason: BEYOND },
  ],
  [
    cut(2, 'distcc_body~ARGV~1~~hex=<6300>', 'distcc_body~ARGV~1~~hex=<63>'),
    cut(2, 'distcc_body~ARGV~0~~hex=<6300>', 'distcc_body~ARGV~0~~hex=<63>'),
  ],
]

export const scenarios = [
  ...slices.map((some, part) =>
    defineScenario({
      name: `samples/distcc-request-${part + 1}`,
      summary: 'Tokens of distcc in what a client sent.',
      config: `${LONG}
frontend front
    bind {{front}}
    tcp-request inspect-delay 300ms
${rules('tcp-request content', some, 'if WAIT_END')}
    log-format "${format(some)}"
    default_backend be
backend be
    server s1 {{s1}}
`,
      servers: { s1: scriptedServer([send('bye'), end()]) },
      since: ledger[part] ?? [],
      steps: Object.entries(payloads).map(([name, bytes]) =>
        client(name, 'front', ...(bytes === '' ? [] : [send(bytes)]), receiveEnd()),
      ),
    }),
  ),
  defineScenario({
    name: 'samples/distcc-wait',
    summary: 'A rule waits for a token of distcc.',
    config: `${LONG}
frontend front
    bind {{front}}
    tcp-request inspect-delay 3s
    tcp-request content accept if { distcc_param(DOTI) -m found }
    log-format "doti=<%[var(sess.d)]>"
    tcp-request content set-var(sess.d) distcc_param(DOTI)
    default_backend be
backend be
    server s1 {{s1}}
`,
    servers: { s1: scriptedServer([send('bye'), end()]) },
    steps: [
      client('at once', 'front', send(payloads.whole ?? ''), receiveEnd()),
      client(
        'in pieces',
        'front',
        send(start.slice(0, 20)),
        { kind: 'pause', forMs: 60 },
        send(`${start.slice(20)}DOTI0000`),
        { kind: 'pause', forMs: 60 },
        send('0005'),
        receiveEnd(),
      ),
    ],
  }),
]
