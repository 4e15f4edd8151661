// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of the language are written like this
/** Every place of a configuration that takes an address, and the spellings that each of them is asked about. */

const defaults = ['defaults', ' timeout client 1s', ' timeout server 1s', ' timeout connect 1s']

/** The lines of a configuration; `ADDRESS` stands where the spelling goes. */
export const places: Readonly<Record<string, readonly string[]>> = {
  server: ['backend b', ' server s ADDRESS'],
  'server without an address': ['backend b', ' server s ADDRESS init-addr none'],
  'server-template': ['backend b', ' server-template s 1 ADDRESS'],
  addr: ['backend b', ' server s 127.0.0.1:80 check addr ADDRESS'],
  'agent-addr': ['backend b', ' server s 127.0.0.1:80 agent-check agent-port 1 agent-addr ADDRESS'],
  'server source': ['backend b', ' server s 127.0.0.1:80 source ADDRESS'],
  source: ['backend b', ' source ADDRESS', ' server s 127.0.0.1:80'],
  socks4: ['backend b', ' server s 127.0.0.1:80 socks4 ADDRESS'],
  'tcp-check': ['backend b', ' option tcp-check', ' tcp-check connect addr ADDRESS', ' server s 127.0.0.1:80 check'],
  'http-check': ['backend b', ' option httpchk', ' http-check connect addr ADDRESS', ' server s 127.0.0.1:80 check'],
  bind: ['listen l', ' bind ADDRESS', ' server s 127.0.0.1:80'],
  'log-forward bind': ['log-forward l', ' bind ADDRESS', ' log 127.0.0.1:514 local0'],
  'dgram-bind': ['log-forward l', ' dgram-bind ADDRESS', ' log 127.0.0.1:514 local0'],
  'remote peer': ['peers p', ' peer local 127.0.0.1:1', ' peer a ADDRESS'],
  'local peer': ['peers p', ' peer local ADDRESS'],
  'remote server': ['peers p', ' bind 127.0.0.1:1', ' server local', ' server a ADDRESS'],
  'local server': ['peers p', ' bind 127.0.0.1:1', ' server local ADDRESS'],
  'peers bind': ['peers p', ' bind ADDRESS', ' server local', ' server a 127.0.0.1:2'],
  nameserver: ['resolvers r', ' nameserver n ADDRESS'],
  mailer: [
    'mailers m',
    ' mailer n ADDRESS',
    'backend b',
    ' email-alert mailers m',
    ' email-alert from a@b',
    ' email-alert to a@b',
  ],
  log: ['backend b', ' log ADDRESS local0', ' server s 127.0.0.1:80'],
  'ring server': ['ring r', ' timeout connect 1s', ' timeout server 1s', ' server s ADDRESS'],
  'stats socket': ['global', ' stats socket ADDRESS'],
}

/** The name of the local peer, by which `peers` tells it from the others. */
export const localPeer = 'local'

const hosts = [
  ...['127.0.0.1', '0.0.0.0', '127.1', '0x7f.1', '0X7F.1', '0177.0.0.1', '2130706433', '0', '127.0.0.01', '08.1.1.1'],
  ...['256.1.1.1', '1.2.3.4.5', '127.0.0.', '127.0.0.1.', '.1', '1.2.3.4/8', '-1', '4294967295', '4294967296'],
  ...['[::1]', '[::]', '::1', '::', '::ffff:1.2.3.4', '[127.0.0.1]', '[localhost]', '[::1', '::1]', '[]', 'fe80::1%lo'],
  ...['*', '', 'localhost', 'LOCALHOST', 'localhost.', 'unknown.invalid', 'under_score', 'a..b', 'a!b', '+'],
]

const families = [
  ...['ipv4@', 'ipv6@', 'tcp@', 'tcp4@', 'tcp6@', 'udp@', 'udp4@', 'udp6@', 'stream+ipv4@', 'stream+ipv6@'],
  ...[
    'dgram+ipv4@',
    'dgram+ipv6@',
    'quic4@',
    'quic6@',
    'IPV4@',
    'stream+tcp4@',
    'dgram+udp4@',
    'foo@',
    '@',
    'stream@',
    'stream+@',
  ],
]

const ports = [
  ...['', ':', ':0', ':80', ':080', ':65535', ':65536', ':99999', ':4294967376', ':80x', ':x', ':http', ':80.5'],
  ...[':+0', ':-0', ':+80', ':-80', ':+65536', ':80-82', ':82-80', ':80-', ':-', ':80-70000', ':0-80', ':80-90-95'],
  ...[
    ':80-+1',
    ':80x-90',
    ':80-90x',
    ':80x-',
    ':80:81',
    ':80/tcp',
    ':-80-90',
    ':+80-90',
    ':80,127.0.0.1:81',
    ':80,',
    ':80,,',
    ':80,,127.0.0.1:81',
  ],
]

const paths = [
  ...[
    '/tmp/s',
    '/tmp/s:80',
    'tmp/s',
    './s',
    'unix@/tmp/s',
    'unix@/tmp/s:80',
    'unix@s',
    'unix@',
    'uxst@/tmp/s',
    'uxdg@/tmp/s',
  ],
  ...['stream+unix@/tmp/s', 'dgram+unix@/tmp/s', 'abns@n', 'abns@', 'abns@n:80', 'stream+abns@n', 'dgram+abns@n'],
  ...[
    'fd@9',
    'fd@',
    'fd@x',
    'fd@-1',
    'fd@9x',
    'stream+fd@x',
    'dgram+fd@x',
    'stream+sockpair@x',
    '$UNSET',
    '${UNSET}:80',
    '/tmp/$UNSET',
    '//',
    '/',
    'sockpair@9',
    'sockpair@x',
    'stdout',
    'stderr',
    'ring@nope',
  ],
]

const corners = [
  ...[
    'stream+127.0.0.1:80',
    'dgram+127.0.0.1:80',
    'stream+/tmp/s',
    'stream+udp4@127.0.0.1:80',
    'dgram+tcp4@127.0.0.1:80',
  ],
  ...[
    'stream+uxdg@/tmp/s',
    'dgram+uxst@/tmp/s',
    'udp@/tmp/s',
    'ipv4@/tmp/s',
    'tcp@/tmp/s:80',
    'ipv4@ipv4@127.0.0.1:80',
  ],
  ...['127.0.0.1:80:', '127.0.0.1::80', '[::1]::80', 'a:b:c:80', '[fe80::1%lo]:80', '[127.0.0.1', '[127.0.0.1]80'],
  ...['[*]:80', '**:80', '127.0.0.1\\ :80', '127.0.0.1:\\ 80', '0x:80', '0x7f000001:80', '1.65536.1:80', '1e3:80'],
  ...['127.0.0.1:18446744073709551696', '127.0.0.1:99999999999999999999', 'a,b:80', 'a,b', ':', ':::'],
  ...[`/tmp/${'a'.repeat(92)}`, `/tmp/${'a'.repeat(93)}`, `abns@${'a'.repeat(107)}`, `abns@${'a'.repeat(108)}`],
]

export const spellings: readonly string[] = [
  ...new Set([
    ...hosts.flatMap((host) => [host, `${host}:80`]).filter((text) => text !== ''),
    ...families.flatMap((family) =>
      ['127.0.0.1', '::1', '[::1]', '*', '', 'localhost'].flatMap((host) => [
        `${family}${host}:80`,
        ...(family.startsWith('ip') || host === '127.0.0.1' ? [`${family}${host}`] : []),
      ]),
    ),
    ...ports.map((port) => `127.0.0.1${port}`),
    ...ports.filter((port) => /^:[-+]/.test(port)).flatMap((port) => [port, `[::1]${port}`]),
    ...paths,
    ...corners,
  ]),
]

export const textOf = (place: string, spelling: string): string =>
  `${[...(place === 'stats socket' ? [] : defaults), ...places[place]!].join('\n')}\n`.replace(
    'ADDRESS',
    () => spelling,
  )
