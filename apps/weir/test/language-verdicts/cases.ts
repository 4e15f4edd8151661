import { preamble, type VerdictCase } from '../verdicts/cases.ts'

/** Corners of the language that single keywords read: times, sizes, names, prefixes, `defaults`. One thing each. */

/** `lines` under a header, after the preamble; the name is what stands in them. */
const under = (header: string, ...lines: string[]): VerdictCase => ({
  name: `${header}: ${lines.join(' @@ ')}`,
  text: [...preamble, header, ...lines.map((line) => ` ${line}`), ''].join('\n'),
})

const file = (...lines: string[]): VerdictCase => ({ name: lines.join(' @@ '), text: `${lines.join('\n')}\n` })

const times = [
  ...['1', '1us', '1ms', '1s', '1m', '1h', '1d', '999us', '1000us', '500ms', '24d', '25d', '49d', '50d'],
  ...['0', '00', '0us', '0ms', '0s', '01', '010s', '08s'],
  ...[
    '1u',
    '1S',
    '1MS',
    '1M',
    '1sec',
    '1min',
    '1w',
    '1y',
    '1x',
    '1s1',
    '1s500ms',
    '1m30s',
    '1ms0',
    '1.5s',
    '1,5s',
    '.5s',
  ],
  ...['-1', '-1s', '+1', '+1s', 's', 'ms', 'us', 'x', '-', "' 1s'", "'1s '", "'1 s'", '1 s', '0x10', '1e3', '1_000'],
  ...[
    '2147483646',
    '2147483647',
    '2147483648',
    '2147483647s',
    '4294967295',
    '4294967296',
    '4294967295s',
    '99999999999',
  ],
  ...[
    '999999d',
    '99999999999d',
    '18446744073709551616',
    '2147483648us',
    '596523h',
    '35791394m',
    '2147483s',
    '2147484s',
  ],
]

/** Where a time stands; `T` is the time. */
const timeLines: readonly (readonly [header: string, line: string])[] = [
  ['frontend f', 'bind :1 @@ timeout client T'],
  ['backend b', 'timeout queue T'],
  ['backend b', 'timeout tarpit T'],
  ['backend b', 'server a 127.0.0.1:80 check inter T'],
  ['backend b', 'server a 127.0.0.1:80 slowstart T'],
  ['backend b', 'server a 127.0.0.1:80 pool-purge-delay T'],
  ['backend b', 'stick-table type ip size 10 expire T'],
  ['backend b', 'stick-table type ip size 10 store conn_rate(T)'],
  ['backend b', 'tcp-request inspect-delay T'],
  ['backend b', 'http-request wait-for-body time T'],
  ['backend b', 'stats refresh T'],
  ['resolvers r', 'nameserver n 127.0.0.1:53 @@ timeout retry T'],
  ['resolvers r', 'nameserver n 127.0.0.1:53 @@ hold valid T'],
  ['global', 'hard-stop-after T'],
  ['global', 'stats timeout T'],
  ['mailers m', 'timeout mail T'],
]

const sizes = [
  ...['1', '10', '1k', '1K', '1m', '1M', '1g', '1G', '2g', '3g', '4g', '1t', '1kb', '1KB', '1kk', '1b', '1k1', '1 k'],
  ...[
    '0',
    '0k',
    '00',
    '01',
    '010',
    '-1',
    '-1k',
    '+1',
    '+1k',
    'k',
    'x',
    '-',
    '1.5k',
    '.5',
    '0x10',
    '1e3',
    "' 1'",
    "'1 '",
  ],
  ...['2147483647', '2147483648', '4294967295', '4294967296', '4095m', '4096m', '99999999999', '18446744073709551616'],
]

const sizeLines: readonly (readonly [header: string, line: string])[] = [
  ['backend b', 'stick-table type ip size S'],
  ['backend b', 'stick-table type string len S size 10'],
  ['backend b', 'http-request wait-for-body time 1s at-least S'],
]

/** Where a number stands; `N` is the number. */
const numbers = [
  '0',
  '1',
  '7',
  '-1',
  '+1',
  '01',
  '1x',
  'x',
  '1.5',
  "' 1'",
  "'1 '",
  '0x10',
  '1 2',
  '2147483648',
  '99999999999',
]

const numberLines: readonly (readonly [header: string, line: string])[] = [
  ['frontend f', 'bind :1 @@ maxconn N'],
  ['frontend f', 'bind :1 maxconn N'],
  ['frontend f', 'bind :1 @@ backlog N'],
  ['frontend f', 'bind :1 @@ id N'],
  ['frontend f', 'bind :1 @@ rate-limit sessions N'],
  ['backend b', 'retries N'],
  ['backend b', 'fullconn N'],
  ['backend b', 'server a 127.0.0.1:80 weight N'],
  ['backend b', 'server a 127.0.0.1:80 maxconn N'],
  ['backend b', 'server a 127.0.0.1:80 check rise N'],
  ['backend b', 'server a 127.0.0.1:80 id N'],
  ['global', 'maxconn N'],
  ['global', 'spread-checks N'],
  ['global', 'tune.maxaccept N'],
]

const fill = (places: readonly (readonly [string, string])[], mark: string, values: readonly string[]): VerdictCase[] =>
  places.flatMap(([header, line]) =>
    values.map((value) => under(header, ...line.replace(mark, () => value).split(' @@ '))),
  )

/** Every printable character that is not a letter or a digit, and some beyond. */
const characters = [...'!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~ ', '\t', '\n', '\x01', '\x7f', '\x80', '\u00e9', '\u00ff']

/** A word that gives the name `a<character>b`. */
const nameWith = (character: string): string => `a\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}b`

const named: readonly ((name: string) => VerdictCase)[] = [
  (name) => file(`backend ${name}`),
  (name) => file(`frontend ${name}`, ' disabled'),
  (name) => file(`listen ${name}`, ' disabled'),
  (name) => file(`defaults ${name}`),
  (name) => file(`userlist ${name}`),
  (name) => file(`peers ${name}`, ' disabled'),
  (name) => file(`resolvers ${name}`, ' nameserver n 127.0.0.1:53'),
  (name) => file(`mailers ${name}`, ' mailer m 127.0.0.1:25'),
  (name) => file(`http-errors ${name}`),
  (name) => under('backend b', `server ${name} 127.0.0.1:80`),
  (name) => under('backend b', `acl ${name} src 127.0.0.1`),
  (name) => under('userlist u', `user ${name} password x`),
  (name) => under('userlist u', `group ${name}`),
  (name) => under('resolvers r', `nameserver ${name} 127.0.0.1:53`),
  (name) => under('mailers m', `mailer ${name} 127.0.0.1:25`),
  (name) => under('frontend f', 'bind :1', `http-request set-var(txn.${name}) int(1)`),
  (name) => under('frontend f', `bind :1 name ${name}`),
  (name) => under('frontend f', 'bind :1', `declare capture request len 1`, `http-request set-header ${name} x`),
  (name) => under('backend b', `cookie ${name} insert`),
]

const prefixed = {
  'frontend f': [
    ...['option httplog', 'option dontlognull', 'option logasap', 'option tcplog', 'option tcpka', 'option clitcpka'],
    ...[
      'option forwardfor',
      'option originalto',
      'option http-keep-alive',
      'option httpclose',
      'option http-server-close',
    ],
    ...['option forceclose', 'option http-tunnel', 'option http-buffer-request', 'option http-ignore-probes'],
    ...['option http-use-proxy-header', 'option http-use-htx', 'option http-restrict-req-hdr-names preserve'],
    ...[
      'option accept-invalid-http-request',
      'option contstats',
      'option dontlog-normal',
      'option log-separate-errors',
    ],
    ...[
      'option socket-stats',
      'option splice-auto',
      'option splice-request',
      'option nolinger',
      'option tcp-smart-accept',
    ],
    ...[
      'option http-no-delay',
      'option idle-close-on-response',
      'option h1-case-adjust-bogus-client',
      'option nope',
      'option',
    ],
    ...['option disable-h2-upgrade', 'option error-log-format', 'option httpslog', 'option independent-streams'],
    ...[
      'log global',
      'log 127.0.0.1 local0',
      'log',
      'mode http',
      'maxconn 5',
      'timeout client 1s',
      'bind :2',
      'disabled',
    ],
    ...['monitor-uri /x', 'default_backend bk', 'use_backend bk if TRUE', 'http-request deny', 'acl a src 127.0.0.1'],
    ...[
      'log-format x',
      'log-tag x',
      'unique-id-format x',
      'errorfile 503 /dev/null',
      'stats enable',
      'compression algo gzip',
    ],
    ...['rate-limit sessions 5', 'backlog 5', 'capture cookie a len 3', 'id 77', 'description x', 'nope', ''],
  ],
  'backend b': [
    ...['option redispatch', 'option redispatch 3', 'option abortonclose', 'option allbackups', 'option checkcache'],
    ...['option httpchk', 'option tcp-check', 'option ssl-hello-chk', 'option smtpchk', 'option mysql-check'],
    ...[
      'option redis-check',
      'option ldap-check',
      'option pgsql-check user a',
      'option spop-check',
      'option log-health-checks',
    ],
    ...[
      'option persist',
      'option prefer-last-server',
      'option srvtcpka',
      'option tcp-smart-connect',
      'option http-pretend-keepalive',
    ],
    ...['option http-proxy', 'option splice-response', 'option srvtcpka', 'option h1-case-adjust-bogus-server'],
    ...['option accept-invalid-http-response', 'option external-check', 'option forwardfor', 'option httplog'],
    ...[
      'balance roundrobin',
      'cookie a insert',
      'server a 127.0.0.1:1',
      'default-server check',
      'retries 3',
      'fullconn 3',
    ],
    ...[
      'hash-type consistent',
      'stick-table type ip size 5',
      'stick on src',
      'http-check send uri /',
      'source 0.0.0.0',
    ],
    ...['http-reuse always', 'http-send-name-header x', 'timeout server 1s', 'load-server-state-from-file none'],
  ],
  global: [
    ...[
      'busy-polling',
      'set-dumpable',
      'strict-limits',
      'insecure-fork-wanted',
      'insecure-setuid-wanted',
      'numa-cpu-mapping',
    ],
    ...[
      'noepoll',
      'nosplice',
      'nogetaddrinfo',
      'daemon',
      'quiet',
      'zero-warning',
      'maxconn 5',
      'log 127.0.0.1 local0',
      'log',
    ],
    ...[
      'expose-experimental-directives',
      'master-worker',
      'nbthread 1',
      'stats timeout 1s',
      'tune.bufsize 16384',
      'user root',
    ],
    ...[
      'option httplog',
      'h2-workaround-bogus-websocket-clients',
      'pp2-never-send-local',
      'spread-checks 5',
      'nope',
      '',
    ],
  ],
  defaults: [
    'option httplog',
    'option redispatch',
    'log global',
    'timeout client 1s',
    'mode http',
    'maxconn 5',
    'option nope',
    'option',
  ],
  'userlist u': ['user a password b', 'group g'],
  'resolvers r': ['nameserver n 127.0.0.1:53', 'resolve_retries 3', 'parse-resolv-conf'],
  'peers p': ['peer a 127.0.0.1:1', 'disabled', 'log global'],
} satisfies Record<string, readonly string[]>

const prefixes = Object.entries(prefixed).flatMap(([header, lines]) =>
  lines.flatMap((line) =>
    ['no', 'default', 'no no', 'No'].map((prefix) =>
      under(header, ...(header.startsWith('frontend') ? ['bind :1'] : []), `${prefix} ${line}`.trim()),
    ),
  ),
)

const inheritance = [
  file('defaults', 'defaults'),
  file('defaults d', 'defaults d'),
  file('defaults d', 'defaults e', 'backend b from d', 'backend c from e'),
  file('defaults d', 'defaults d', 'backend b from d'),
  file('defaults d', 'backend b from d', 'defaults d'),
  file('defaults d', 'backend b from d', 'backend c'),
  file('defaults d', 'backend c', 'backend b from d'),
  file('defaults', 'defaults d', 'backend b from d', 'backend c'),
  file('defaults d', 'backend b from d', 'defaults', 'backend c'),
  file('defaults d', 'defaults e from d', 'backend b from e'),
  file('defaults e from d', 'defaults d'),
  file('defaults d from d'),
  file('defaults from d'),
  file('defaults from'),
  file('defaults from from', 'backend b'),
  file('defaults d', 'defaults from d', 'backend b'),
  file('defaults d', 'backend from d'),
  file('defaults d', 'backend from from d'),
  file('defaults d', 'backend b from'),
  file('defaults d', 'backend b from d d'),
  file('defaults d', 'backend b from d from d'),
  file('defaults d', 'backend b from D'),
  file('defaults D', 'backend b from d'),
  file('defaults d', 'frontend f from d', ' disabled'),
  file('defaults d', 'listen l from d', ' disabled'),
  file('defaults d', 'listen l :80 from d', ' disabled'),
  file('defaults d', 'listen l from d :80', ' disabled'),
  file('backend b from d', 'defaults d'),
  file('defaults d', 'global from d'),
  file('defaults d', 'userlist u from d'),
  file('defaults d', 'peers p from d'),
  file('defaults d', 'resolvers r from d'),
  file('defaults a b'),
  file('defaults a from'),
  file('defaults', ' mode tcp', 'defaults', 'backend b', ' http-request deny'),
  file('defaults', ' mode http', 'backend b', ' http-request deny'),
  file('defaults d', ' mode http', 'defaults', 'backend b from d', ' http-request deny'),
  file('backend b', ' mode http', 'defaults', ' mode tcp', 'backend c', ' http-request deny'),
  file('defaults', ' disabled', 'frontend f'),
  file('defaults', ' disabled', 'frontend f', ' enabled'),
  file('defaults d', 'backend d'),
  file('backend d', 'defaults d'),
  file('backend b', 'backend b'),
  file('frontend b', ' disabled', 'backend b'),
  file('listen b', ' disabled', 'backend b'),
  file('backend b', 'listen b', ' disabled'),
  file('backend b', 'backend B'),
]

/** Lines that are long, or many, or stand where nothing is expected. */
const shapes = [
  file('global', 'global', ' daemon'),
  file('global', ' maxconn 5', 'global', ' maxconn 6'),
  file('GLOBAL'),
  file('"global"', " 'maxconn' 5"),
  file('glob"al"', ' max\\x63onn 5'),
  file('  global', 'maxconn 5'),
  file('\tglobal', '\tmaxconn\t5\t'),
  file('global # comment', ' maxconn 5 # comment'),
  file('global#comment', ' maxconn 5#6'),
  file('global', ' description a b c d'),
  file('global', ` description ${'x'.repeat(3000)}`),
  file('global', ` description ${'x '.repeat(60)}`.trimEnd()),
  file('global', ` description${' x'.repeat(63)}`),
  file('global', ` description${' x'.repeat(64)}`),
  file('global', ` description${' x'.repeat(63)} `),
  file(`backend ${'b'.repeat(1000)}`),
  file('backend b', ` acl ${'a'.repeat(2000)} src 127.0.0.1`),
  file('backend b', ` acl a src${' 127.0.0.1'.repeat(61)}`),
  file('backend b', ` acl a src${' 127.0.0.1'.repeat(62)}`),
  file('backend b', ...Array.from({ length: 70 }, (_, index) => ` acl a${index} src 127.0.0.1`)),
]

const all = [
  ...fill(timeLines, 'T', times),
  ...fill(sizeLines, 'S', sizes),
  ...fill(numberLines, 'N', numbers),
  ...named.flatMap((make) => characters.map((character) => make(nameWith(character)))),
  ...prefixes,
  ...inheritance,
  ...shapes,
]

export const cases: readonly VerdictCase[] = [...new Map(all.map((each) => [each.name, each])).values()]
