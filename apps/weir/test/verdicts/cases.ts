import { bufferLines } from './buffer-lines.ts'
import { filterLines } from './filter-lines.ts'
import { keywordLines } from './keyword-lines.ts'
import { lateLines } from './late-lines.ts'
import { sectionLines } from './section-lines.ts'

/**
 * Small configurations whose verdict HAProxy gave (`record.ts`), one thing each. A case is a section header and its lines;
 * unless it says so itself, it follows `preamble`.
 */
export const preamble = [
  'defaults',
  ' mode http',
  ' timeout client 1s',
  ' timeout server 1s',
  ' timeout connect 1s',
  'backend bk',
  ' server s1 127.0.0.1:1',
]

export interface VerdictCase {
  readonly name: string
  readonly text: string
}

const lines = (header: string, list: string): VerdictCase[] =>
  list
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const rows = line.split(' @@ ').map((row) => ` ${row}`)
      return { name: `${header}: ${line}`, text: [...preamble, header, ...rows, ''].join('\n') }
    })

const whole = (list: string): VerdictCase[] =>
  list
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => ({ name: line, text: `${line.split(' @@ ').join('\n')}\n` }))

/** Where a frontend needs a `bind` to be quiet. */
const frontend = lines(
  'frontend f',
  String.raw`
bind :1 @@ http-request deny if { }
bind :1 @@ http-request foo
bind :1 @@ http-request
bind :1 @@ http-request set-header x
bind :1 @@ http-request set-header x %[be_name]
bind :1 @@ http-request set-header x %[pathh]
bind :1 @@ http-request set-header x %[path
bind :1 @@ http-request set-header x %[path,foo]
bind :1 @@ http-request set-header x %[path(3)]
bind :1 @@ http-request set-header x %[path()]
bind :1 @@ http-request set-header x %[hdr]
bind :1 @@ http-request set-header x %[hdr(a,b)]
bind :1 @@ http-request set-header x %[hdr(a,1,2)]
bind :1 @@ http-request set-header x %[hdr(a,1]
bind :1 @@ http-request set-header x %[int(1x)]
bind :1 @@ http-request set-header x %[int]
bind :1 @@ http-request set-header x %[str]
bind :1 @@ http-request set-header x %[str()]
bind :1 @@ http-request set-header x %[src()]
bind :1 @@ http-request set-header x %[src(,)]
bind :1 @@ http-request set-header x %[str(a),field(1,)]
bind :1 @@ http-request set-header x %[str(a),field(,x)]
bind :1 @@ http-request set-header x %[str(a),concat(,,)]
bind :1 @@ http-request set-header x %[str(a),concat]
bind :1 @@ http-request set-header x %[str(a),regsub(a)]
bind :1 @@ http-request set-header x %[str(a),lower()]
bind :1 @@ http-request set-header x %[str(a),lower(1)]
bind :1 @@ http-request set-header x '%[str(a b)]'
bind :1 @@ http-request set-header x '%[str("a,b)")]'
bind :1 @@ http-request set-header x '%[str("a)]'
bind :1 @@ http-request set-header x '%[str(a\,b)]'
bind :1 @@ http-request set-header x '%[str(a\)b)]'
bind :1 @@ http-request set-header x '%[str(a ),lower upper]'
bind :1 @@ http-request set-header x %zz
bind :1 @@ http-request set-header x %{zz}ci
bind :1 @@ http-request set-header x %{+Q
bind :1 @@ http-request set-header x %{+Q}
bind :1 @@ http-request set-header x 100%
bind :1 @@ http-request set-header x "100% a"
bind :1 @@ http-request set-header x %b_x
bind :1 @@ http-request set-header x %[src,lower,ipmask(24)] if { be_name foo }
bind :1 @@ http-request set-header x %[src,ipmask(24)x]
bind :1 @@ http-request set-header x %[src,]
bind :1 @@ http-request set-header x %[,lower]
bind :1 @@ http-request set-header x %[]
bind :1 @@ http-request set-header x %[always_true,ipmask(24)]
bind :1 @@ http-request set-header x %[always_true,hex]
bind :1 @@ http-request set-header x %[ipv6(::1),add(1)]
bind :1 @@ http-request set-header x %[base32+src,add(1)]
bind :1 @@ http-request set-header x %[base32+src,lower]
bind :1 @@ http-request set-header x %[method,add(1)]
bind :1 @@ http-request set-header x %[var(txn.x),add(1)]
bind :1 @@ http-request set-header x %[var]
bind :1 @@ http-request deny iff foo
bind :1 @@ http-request deny x
bind :1 @@ http-request deny if or TRUE
bind :1 @@ http-request deny if TRUE or
bind :1 @@ http-request deny if ! TRUE
bind :1 @@ http-request deny if !TRUE !
bind :1 @@ http-request deny if !{ path /x }
bind :1 @@ http-request deny if TRUE || FALSE
bind :1 @@ http-request deny if TRUE && FALSE
bind :1 @@ http-request deny if { path /x } }
bind :1 @@ http-request deny if !!TRUE
bind :1 @@ http-request deny if {path /x}
bind :1 @@ http-request deny if {
bind :1 @@ http-request deny if { path,lower -m beg /x }
bind :1 @@ http-request set-var(txn.x) src,lower, upper if TRUE
bind :1 @@ http-request set-var(txn.x) src lower upper if TRUE
bind :1 @@ http-request set-var(txn.x) src , lower if TRUE
bind :1 @@ http-request set-var(txn.x) src foo if TRUE
bind :1 @@ http-request set-var(txn.x)
bind :1 @@ http-request set-var(txn.x
bind :1 @@ http-request set-var(foo.x) src
bind :1 @@ http-request track-sc0 src table nope
bind :1 @@ use_backend nope
bind :1 @@ use_backend bk if foo
bind :1 @@ use_backend %[path]
bind :1 @@ use_backend %[path,zz]
bind :1 @@ use_backend bk iff
bind :1 @@ use_backend f
bind :1 @@ default_backend
bind :1 @@ default_backend f
bind :1 @@ default_backend bk c
bind :1 @@ maxconn 5 6
bind :1 @@ maxconn
bind :1 @@ id 5
bind :1 @@ id 0
bind :1 @@ id x
bind :1 @@ no option nope
bind :1 @@ no option dontlognull
bind :1 @@ no foo
bind :1 @@ mode foo
bind :1 @@ mode http x
bind :1 @@ foo bar
bind :1 @@ optin httplog
bind :1 @@ option httplogg
bind :1 @@ option
bind :1 @@ timeout foo 3
bind :1 @@ timeout client
bind :1 @@ timeout client 1x
bind :1 @@ server x 127.0.0.1:80
bind :1 @@ default-server check
bind :1 @@ balance roundrobin
bind :1 @@ cookie x insert
bind :1 @@ retries 3
bind :1 @@ fullconn 5
bind :1 @@ hash-type consistent
bind :1 @@ timeout server 3s
bind :1 @@ timeout connect 3s
bind :1 @@ option redispatch
bind :1 @@ tcp-response content accept
bind :1 @@ http-request deny @@ http-request deny
bind :1 @@ http-request deny @@ http-request deny @@ http-request set-header a b
bind :1 @@ http-request deny if TRUE @@ http-request set-header a b
bind :1 @@ tcp-request content accept @@ tcp-request content reject
bind :1 @@ http-request set-header a b @@ tcp-request content accept
bind :1 @@ use_backend bk @@ http-request deny
bind :1 @@ use_backend bk @@ use_backend bk
bind :1 @@ tcp-request session accept @@ tcp-request connection accept
bind :1 @@ tcp-request content accept @@ tcp-request session accept
bind :1 @@ redirect location / @@ http-request deny
bind :1 @@ use_backend bk @@ redirect location /
bind :1 @@ mode tcp @@ http-request deny
bind :1 @@ mode tcp @@ http-response set-header a b
bind :1 @@ mode tcp @@ use_backend bk
mode http
mode http @@ disabled
acl a path -x @@ bind :1
acl a path -m foo /x @@ bind :1
acl a path -m @@ bind :1
acl a path -f /nonexist @@ bind :1
acl a path -i -m beg -f /dev/null -- -i @@ bind :1
acl a path @@ bind :1
acl a path_beg @@ bind :1
acl a src 1.2.3.4 300.1.1.1x @@ bind :1
acl a src 10/8 10.12/16 ::1/64 @@ bind :1
acl a src 1.2.3.4/33 @@ bind :1
acl a url_len gt x @@ bind :1
acl a url_len foo 3 @@ bind :1
acl a url_len gt 3:5 @@ bind :1
acl a url_len 5:3 @@ bind :1
acl a url_len 3: :5 3:5 -1 @@ bind :1
acl a dst_port 80.5 @@ bind :1
acl a dst_port 1 gt 3 @@ bind :1
acl a payload(0,3) abc @@ bind :1
acl a payload(0,3) -m sub abc @@ bind :1
acl a req.payload(0,3) abc @@ bind :1
acl a base32+src abc @@ bind :1
acl a var(txn.x) foo @@ bind :1
acl a var(txn.x) -m str foo @@ bind :1
acl a path -m ip 1.2.3.4 @@ bind :1
acl a path -m int 3 @@ bind :1
acl a dst_port -m ip 1.1.1.1 @@ bind :1
acl a always_true -m ip 1.1.1.1 @@ bind :1
acl a path -m bin aax @@ bind :1
acl a path -m len x @@ bind :1
acl a payload(0,3) -m int 3 @@ bind :1
acl a payload(0,3) -m bool @@ bind :1
acl a method GET @@ bind :1
acl a method -m int 3 @@ bind :1
acl a path,foo /x @@ bind :1
acl a path,lower( /x @@ bind :1
acl a path, /x @@ bind :1
acl a -i path /x @@ bind :1
acl a @@ bind :1
acl a nope_fetch(3) /x @@ bind :1
acl a path -u x @@ bind :1
acl a path -u 5 /x @@ bind :1
acl or path /x @@ bind :1
acl a/b path /x @@ bind :1
acl HTTP path /x @@ bind :1
acl a path_beg /x @@ acl a path_end /y @@ bind :1
http-request deny if a @@ acl a path /x @@ bind :1
`,
)

const backend = lines(
  'backend b',
  `
bind :1
default_backend bk
use_backend bk
maxconn 100
monitor-uri /x
capture request header x len 3
timeout client 3s
timeout client-fin 3s
option dontlognull
option clitcpka
backlog 10
rate-limit sessions 10
tcp-request connection accept
tcp-request session accept
tcp-request content accept
http-request deny
http-response deny
use-server s1 if TRUE
server a 1.1.1.1:1 @@ server a 1.1.1.1:2
server a/b 1.1.1.1:1
enabled
disabled
id 7
description foo bar
`,
)

const files = whole(`
global x
global @@ nope
foo
Global
mode http
defaults from x
defaults d1 from nope
defaults d1 @@ defaults d1
frontend
frontend a b
frontend a/b
frontend y from nope
backend x @@ backend x
listen z 1.1.1.1:80
userlist
userlist u x
userlist u @@ userlist u
userlist u/
peers
peers p x
resolvers
mailers m @@ mailers m
http-errors
http-errors e @@ http-errors e
defaults @@ acl a src 1.1.1.1
defaults d @@ acl a src 1.1.1.1
defaults @@ http-request deny
defaults d @@ http-request deny
defaults @@ use_backend x
defaults @@ bind :1
defaults @@ server s 1.1.1.1
defaults @@ id 3
defaults @@ description foo
defaults @@ tcp-request content accept
defaults @@ redirect location /
defaults @@ capture cookie x len 3
defaults @@ disabled
defaults @@ disabled x
defaults d @@ mode http @@ http-request deny @@ backend b from d
defaults d @@ mode http @@ http-request deny @@ listen b from d
defaults d @@ mode http @@ http-request deny @@ defaults e from d
defaults d @@ mode http @@ acl a path /x @@ backend b from d @@ http-request deny if a
frontend f @@ bind :1
frontend f @@ mode http
listen f @@ bind :1 @@ server s 1.1.1.1:1
backend f @@ server s 1.1.1.1:1
frontend a @@ id 5 @@ frontend b @@ id 5
global @@ setenv A b @@ .notice "$A"
global @@ setenv A
global @@ unsetenv
frontend x @@ setenv A B
global @@ a "b
global @@ a \\xzz
.if foo @@ .endif
.if streq(a) @@ .endif
.if streq(a,b,c) @@ .endif
.if 1 0 @@ .endif
.if (1 @@ .endif
.if 1) @@ .endif
.if 1 || @@ .endif
.if 0 @@ .foo @@ .endif
.if 0 @@ .elif foo @@ .endif
.if 1 @@ .elif foo @@ .endif
.if 1
.else
.endif
.elif 1
.if 1 @@ .else @@ .else @@ .endif
.if 1 @@ .else @@ .elif 1 @@ .endif
.alert "boo"
.warning "warn"
.foo
.notice one two
global @@ mworker-max-reloads
global @@ mworker-max-reloads x
global @@ mworker-max-reloads -1
global @@ mworker-max-reloads 2147483648
global @@ mworker-max-reloads 4294967296
global @@ stats maxconn 0
global @@ stats maxconn 2147483648
global @@ stats maxconn 4294967296
global @@ stats maxconn 4294967297
global @@ tune.ssl.default-dh-param -1
global @@ tune.ssl.default-dh-param 1023
global @@ tune.ssl.default-dh-param 2147483648
global @@ tune.ssl.default-dh-param 4294967296
global @@ tune.sndbuf.client 4g
global @@ tune.rcvbuf.server 4294967296
global @@ log ring@ local0
log-forward f @@ timeout client 1.5s
ring r @@ timeout connect 1s @@ timeout server 1s @@ server a/b 127.0.0.1:1
ring r @@ timeout connect 1s @@ timeout server 1s @@ server a.b:c_d-e 127.0.0.1:1
ring r @@ timeout connect 1s @@ timeout server 1s @@ server s 127.0.0.1:1 proto h1
ring r @@ timeout connect 1s @@ timeout server 1s @@ server s 127.0.0.1:1 proto h2
ring r @@ timeout connect 1s @@ timeout server 1s @@ server s 127.0.0.1:1 proto none
ring r @@ timeout connect 1s @@ timeout server 1s @@ server s 127.0.0.1:1 proto zz
defaults @@ mode http @@ timeout connect 1s @@ timeout server 1s @@ backend b @@ default_backend c @@ server s 127.0.0.1:1 @@ backend c @@ mode tcp
frontend f http
frontend f http @@ mode http
frontend f :1 @@ backend f @@ mode http
backend f @@ mode http @@ frontend f :1
frontend f @@ mode http @@ bind :1 @@ timeout client 1s @@ frontend f :1
listen f @@ mode http @@ bind :1 @@ timeout client 1s @@ timeout server 1s @@ timeout connect 1s @@ frontend f :1
backend f @@ mode http @@ backend f x
frontend f @@ mode http @@ bind :1 @@ timeout client 1s @@ backend f x
listen f @@ mode http @@ bind :1 @@ timeout client 1s @@ timeout server 1s @@ timeout connect 1s @@ backend f x
backend f x
listen l :1
backend b @@ mode http @@ listen b :1
defaults d @@ mode http @@ frontend f from d :1
defaults d @@ mode http @@ backend b from d x
defaults d @@ mode http @@ frontend f :1 from d
`)

const keywords = [
  ...Object.entries(keywordLines),
  ...Object.entries(sectionLines),
  ...Object.entries(lateLines),
  ...Object.entries(filterLines),
].flatMap(([header, list]) => lines(header, list))

/** Which timeouts a proxy needs. */
const timeouts = whole(`
backend b @@ mode tcp @@ timeout connect 1s @@ server s 127.0.0.1:1
backend b @@ mode tcp @@ timeout connect 1s @@ timeout tunnel 1s @@ server s 127.0.0.1:1
backend b @@ mode tcp @@ timeout connect 1s @@ timeout tunnel 0 @@ server s 127.0.0.1:1
backend b @@ mode tcp @@ timeout connect 1s @@ timeout tunnel 1s @@ timeout server 0 @@ server s 127.0.0.1:1
backend b @@ mode tcp @@ timeout connect 1s @@ timeout server 0 @@ server s 127.0.0.1:1
backend b @@ mode tcp @@ timeout connect 1s @@ timeout server 1s @@ server s 127.0.0.1:1
backend b @@ mode tcp @@ timeout connect 1s @@ timeout tunnel 0 @@ timeout tunnel 1s @@ server s 127.0.0.1:1
backend b @@ mode tcp @@ timeout connect 1s @@ timeout server 1s @@ timeout server 0 @@ server s 127.0.0.1:1
backend b @@ mode tcp @@ timeout connect 1s @@ timeout client 1s @@ timeout server-fin 1s @@ timeout http-request 1s @@ server s 127.0.0.1:1
backend b @@ mode http @@ timeout connect 1s @@ server s 127.0.0.1:1
backend b @@ mode http @@ timeout connect 1s @@ timeout tunnel 1s @@ server s 127.0.0.1:1
backend b @@ mode http @@ timeout connect 1s @@ timeout tunnel 0 @@ server s 127.0.0.1:1
backend b @@ mode http @@ timeout connect 1s @@ timeout tunnel 1s @@ timeout server 0 @@ server s 127.0.0.1:1
backend b @@ mode http @@ timeout connect 1s @@ timeout server 0 @@ server s 127.0.0.1:1
backend b @@ mode http @@ timeout connect 1s @@ timeout server 1s @@ server s 127.0.0.1:1
backend b @@ mode http @@ timeout connect 1s @@ timeout tunnel 0 @@ timeout tunnel 1s @@ server s 127.0.0.1:1
backend b @@ mode http @@ timeout connect 1s @@ timeout server 1s @@ timeout server 0 @@ server s 127.0.0.1:1
backend b @@ mode http @@ timeout connect 1s @@ timeout client 1s @@ timeout server-fin 1s @@ timeout http-request 1s @@ server s 127.0.0.1:1
backend b @@ timeout tunnel 1s @@ server s 127.0.0.1:1
frontend f @@ timeout tunnel 1s @@ bind :1
defaults @@ timeout tunnel 1s @@ backend b @@ timeout connect 1s @@ server s 127.0.0.1:1
defaults @@ timeout tunnel 1s @@ listen l @@ bind :1 @@ timeout connect 1s @@ timeout client 1s @@ server s 127.0.0.1:1
backend b @@ timeout server 1s @@ server s 127.0.0.1:1
frontend f @@ timeout server 1s @@ bind :1
defaults @@ timeout server 1s @@ backend b @@ timeout connect 1s @@ server s 127.0.0.1:1
defaults @@ timeout server 1s @@ listen l @@ bind :1 @@ timeout connect 1s @@ timeout client 1s @@ server s 127.0.0.1:1
backend b @@ timeout connect 0 @@ server s 127.0.0.1:1
frontend f @@ timeout connect 0 @@ bind :1
defaults @@ timeout connect 0 @@ backend b @@ timeout connect 1s @@ server s 127.0.0.1:1
defaults @@ timeout connect 0 @@ listen l @@ bind :1 @@ timeout connect 1s @@ timeout client 1s @@ server s 127.0.0.1:1
backend b @@ timeout client 1s @@ server s 127.0.0.1:1
frontend f @@ timeout client 1s @@ bind :1
defaults @@ timeout client 1s @@ backend b @@ timeout connect 1s @@ server s 127.0.0.1:1
defaults @@ timeout client 1s @@ listen l @@ bind :1 @@ timeout connect 1s @@ timeout client 1s @@ server s 127.0.0.1:1
backend b
backend b @@ balance source
backend b @@ disabled @@ server s 127.0.0.1:1
backend b @@ server s 127.0.0.1:1 disabled
backend b @@ server-template s 2 127.0.0.1:1
frontend f @@ bind :1 @@ disabled
backend b @@ timeout connect 1s @@ timeout tunnel 1s @@ balance source @@ server s 127.0.0.1:1
defaults @@ timeout server 1s @@ backend b @@ timeout connect 1s @@ no timeout server @@ server s 127.0.0.1:1
`)

/** Settings of `global` in brackets, and a line of a frontend. */
const buffers = bufferLines
  .split('\n')
  .filter((line) => line !== '')
  .map((line): VerdictCase => {
    const [, settings = '', rule = ''] = /^\[(.*?)\] (.*)$/.exec(line) ?? []
    const global = settings === '' ? [] : ['global', ...settings.split(' @@ ').map((setting) => ` ${setting}`)]
    const name = line.replace(/s{99,}/, ({ length }) => `s{${length}}`)
    return { name, text: [...global, ...preamble, 'frontend f', ' bind :1', ` ${rule}`, ''].join('\n') }
  })

/** Cases about the language rather than about single keywords. */
export const languageCases: readonly VerdictCase[] = [...frontend, ...backend, ...files]

const all = new Map([...languageCases, ...keywords, ...buffers, ...timeouts].map((found) => [found.name, found]))

export const cases: readonly VerdictCase[] = [...all.values()]
