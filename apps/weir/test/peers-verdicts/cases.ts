/** Sections `peers` whose verdict HAProxy gave: lines in every order, and what each of them may look like. */

/** The name of the local peer, by which `peers` tells it from the others. */
export const localPeer = 'local'

/** One thing each that a section may hold. */
const parts: Readonly<Record<string, string>> = {
  bind: 'bind 127.0.0.1:1',
  'bind options': 'bind maxconn 5',
  'default-bind': 'default-bind maxconn 5',
  'default-server': 'default-server inter 1s',
  'local peer': 'peer local 127.0.0.1:1',
  'remote peer': 'peer a 127.0.0.1:2',
  'bare remote peer': 'peer a',
  'local server': 'server local',
  'local server with address': 'server local 127.0.0.1:1',
  'remote server': 'server a 127.0.0.1:2',
  'bare remote server': 'server a',
  'another server': 'server b 127.0.0.1:3',
  table: 'table t type ip size 10',
  'another table': 'table u type ip size 10',
}

const names = Object.keys(parts)

function* orders(): Generator<readonly string[]> {
  for (const first of names) {
    yield [first]
    for (const second of names) {
      yield [first, second]
      // Three lines are enough where one of them has to name this process.
      for (const third of ['local peer', 'local server'])
        if (first !== third && second !== third) yield [first, second, third]
    }
  }
}

const single = `
disabled
enabled
disabled @@ enabled
disabled @@ peer local
disabled extra
enabled extra
bind
bind 127.0.0.1:1 @@ server local
bind 127.0.0.1:1 foo @@ server local
bind 127.0.0.1:1 ssl @@ server local
bind 127.0.0.1:1 maxconn @@ server local
bind maxconn 5 @@ server local 127.0.0.1:1
bind ssl @@ server local 127.0.0.1:1
bind @@ server local 127.0.0.1:1
bind @@ server local
bind 127.0.0.1:1 @@ server local weight 5
bind 127.0.0.1:1 @@ server local ssl
bind 127.0.0.1:1 @@ server local check
bind 127.0.0.1:1 @@ server local foo
bind 127.0.0.1:1 @@ server local @@ server a
bind 127.0.0.1:1 @@ server local @@ server a 127.0.0.1:2 foo
bind 127.0.0.1:1 @@ server local @@ server a 127.0.0.1:2 check
bind 127.0.0.1:1 @@ server local @@ server a 127.0.0.1:2 ssl verify none
bind 127.0.0.1:1 @@ server local @@ server a 127.0.0.1:2 disabled
bind 127.0.0.1:1 @@ server local @@ server a 127.0.0.1:2 backup
bind 127.0.0.1:1 @@ server local @@ server a 127.0.0.1:2 id 5
bind 127.0.0.1:1 @@ server local @@ server a 127.0.0.1:2 id 5 @@ server b 127.0.0.1:3 id 5
bind 127.0.0.1:1 @@ server local @@ server a 127.0.0.1:2 cookie x
bind 127.0.0.1:1 @@ server local @@ server a 127.0.0.1:2 track b/s
bind 127.0.0.1:1 @@ server local @@ server a 127.0.0.1:2 resolvers r
bind 127.0.0.1:1 @@ server local @@ server a 127.0.0.1:2 init-addr none
bind 127.0.0.1:1 @@ server local @@ server a 127.0.0.1:2 agent-check
bind 127.0.0.1:1 @@ server local @@ server a 127.0.0.1:2 agent-check agent-port 5
bind 127.0.0.1:1 @@ server local @@ server a 127.0.0.1:2 source 127.0.0.1
bind 127.0.0.1:1 @@ server local @@ server a 127.0.0.1:2 send-proxy
bind 127.0.0.1:1 @@ server local @@ server a 127.0.0.1:2 maxconn 5
bind 127.0.0.1:1 @@ server local @@ server a 127.0.0.1:2 maxconn 5 minconn 7
bind 127.0.0.1:1 @@ server local @@ server
bind 127.0.0.1:1 @@ server local @@ server a!b 127.0.0.1:2
bind 127.0.0.1:1 @@ server local @@ peer
bind 127.0.0.1:1 @@ server local @@ bind 127.0.0.1:2
bind 127.0.0.1:1,127.0.0.1:2 @@ server local
bind 127.0.0.1:1-3 @@ server local
bind 127.0.0.1:1 @@ default-bind ssl @@ server local
default-bind 127.0.0.1:1 @@ server local
default-bind @@ peer local 127.0.0.1:1
default-bind foo @@ peer local 127.0.0.1:1
default-server @@ peer local 127.0.0.1:1
default-server foo @@ peer local 127.0.0.1:1
default-server 127.0.0.1:1 @@ peer local 127.0.0.1:1
default-server ssl verify none @@ peer local 127.0.0.1:1
default-server check @@ peer local 127.0.0.1:1
default-server init-addr none @@ peer local 127.0.0.1:1 @@ peer a 127.0.0.1:2
default-server weight 5 @@ default-server foo @@ peer local 127.0.0.1:1
peer
peer local
peer local 127.0.0.1
peer local 127.0.0.1:1 foo
peer local 127.0.0.1:1 ssl
peer local 127.0.0.1:1 weight 5
peer local 127.0.0.1:1 check
peer local 127.0.0.1:1 disabled
peer a!b 127.0.0.1:1
peer local 127.0.0.1:1 @@ peer a 127.0.0.1:2 foo
peer local 127.0.0.1:1 @@ peer a 127.0.0.1:2 weight 5
peer local 127.0.0.1:1 @@ peer a 127.0.0.1:2 check
peer local 127.0.0.1:1 @@ peer a 127.0.0.1:2 disabled
peer local 127.0.0.1:1 @@ peer a 127.0.0.1:2 ssl verify none
peer local 127.0.0.1:1 @@ peer a 127.0.0.1
peer local 127.0.0.1:1 @@ peer a 127.0.0.1:2 @@ peer a 127.0.0.1:3
peer local 127.0.0.1:1 @@ peer local 127.0.0.1:1
peer local 127.0.0.1:1 @@ peer a 127.0.0.1:1
peer local 127.0.0.1:1 @@ server-template a 1 127.0.0.1:2
peer local 127.0.0.1:1 @@ table
peer local 127.0.0.1:1 @@ table t
peer local 127.0.0.1:1 @@ table t type
peer local 127.0.0.1:1 @@ table t type foo
peer local 127.0.0.1:1 @@ table t type ip
peer local 127.0.0.1:1 @@ table t type ip size 10 @@ table t type ip size 10
peer local 127.0.0.1:1 @@ table t type ip size 10 @@ table t type string size 20
peer local 127.0.0.1:1 @@ table t type ip size 10 foo
peer local 127.0.0.1:1 @@ table t type ip size 10 peers p
peer local 127.0.0.1:1 @@ table t type ip size 10 store gpc0,foo
peer local 127.0.0.1:1 @@ table t type ip size 10 store gpc0,gpc0
peer local 127.0.0.1:1 @@ table t/x type ip size 10
peer local 127.0.0.1:1 @@ table t!x type ip size 10
peer local 127.0.0.1:1 @@ stick-table type ip size 10
peer local 127.0.0.1:1 @@ shards 5
peer local 127.0.0.1:1 @@ log 127.0.0.1 local0
peer local 127.0.0.1:1 @@ foo
peer local 127.0.0.1:1 @@ mode tcp
peer local 127.0.0.1:1 @@ timeout connect 1s
peer local 127.0.0.1:1 @@ option tcpka
peer local 127.0.0.1:1 @@ id 5
peer local 127.0.0.1:1 @@ description x
`

const between = `
peers
peers p q
peers p!q
peers p @@ peer local 127.0.0.1:1 @@ peers p @@ peer local 127.0.0.1:2
peers p @@ bind 127.0.0.1:1 @@ server local @@ peers p @@ server a 127.0.0.1:2
peers p @@ bind 127.0.0.1:1 @@ server local @@ peers q @@ bind 127.0.0.1:2 @@ server local
peers p @@ peer local 127.0.0.1:1 @@ peers q @@ peer local 127.0.0.1:1
peers p @@ peer local 127.0.0.1:1 @@ table t type ip size 10 @@ peers q @@ peer local 127.0.0.1:2 @@ table t type ip size 10
peers p @@ peer local 127.0.0.1:1 @@ backend p
peers p @@ peer local 127.0.0.1:1 @@ table t type ip size 10 @@ backend p/t
peers p @@ peer local 127.0.0.1:1 @@ backend b @@ stick-table type ip size 10 peers p
peers p @@ peer a 127.0.0.1:1 @@ backend b @@ stick-table type ip size 10 peers p
peers p @@ disabled @@ peer a 127.0.0.1:1 @@ backend b @@ stick-table type ip size 10 peers p
peers p @@ backend b @@ stick-table type ip size 10 peers p
backend b @@ stick-table type ip size 10 peers p
peers p @@ peer local 127.0.0.1:1 @@ table t type ip size 10 @@ backend b @@ stick on src table p/t
peers p @@ peer local 127.0.0.1:1 @@ table t type string size 10 @@ backend b @@ stick on src table p/t
peers p @@ peer local 127.0.0.1:1 @@ table t type ip size 10 @@ table t type string size 10 @@ backend b @@ stick on src table p/t
peers p @@ peer local 127.0.0.1:1 @@ table t type string size 10 @@ table t type ip size 10 @@ backend b @@ stick on src table p/t
peers p @@ peer local 127.0.0.1:1 @@ table t type ip size 10 @@ table t type ip size 10 store gpc0 @@ backend b @@ http-request sc-inc-gpc0(0) if { src_get_gpc0(p/t) gt 1 }
peers p @@ peer local 127.0.0.1:1 @@ backend b @@ stick on src table p/t
peers p @@ peer local 127.0.0.1:1 @@ table t type ip size 10 @@ backend b @@ stick on src table t
peers p @@ peer a 127.0.0.1:1 @@ table t type ip size 10 @@ backend b @@ stick on src table p/t
peers p @@ disabled @@ peer local 127.0.0.1:1 @@ table t type ip size 10 @@ backend b @@ stick on src table p/t
`

const rows = (list: string): string[] =>
  list
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const defaults = ['defaults', ' mode http', ' timeout client 1s', ' timeout server 1s', ' timeout connect 1s']

const inside = (lines: readonly string[]): string =>
  `${[...defaults, 'peers p', ...lines.map((line) => ` ${line}`)].join('\n')}\n`

const isHeader = (line: string): boolean => /^(peers|backend)\b/.test(line)

/** A configuration for each name. */
export const cases: ReadonlyMap<string, string> = new Map([
  ...[...orders()].map(
    (order) => [order.map((name) => parts[name]).join(' @@ '), inside(order.map((name) => parts[name]!))] as const,
  ),
  ...rows(single).map((row) => [row, inside(row.split(' @@ '))] as const),
  ...rows(between).map(
    (row) =>
      [
        row,
        `${[...defaults, ...row.split(' @@ ').map((line) => (isHeader(line) ? line : ` ${line}`))].join('\n')}\n`,
      ] as const,
  ),
])
