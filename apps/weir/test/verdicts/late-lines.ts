/** What HAProxy only says once a section is complete, in the form of `keyword-lines.ts`. */
export const lateLines: Readonly<Record<string, string>> = {
  'listen l': `
mode tcp @@ bind :1 @@ cookie A insert
mode tcp @@ bind :1 @@ monitor-uri /x
mode tcp @@ bind :1 @@ stats enable
mode tcp @@ bind :1 @@ stats uri /x
mode tcp @@ bind :1 @@ redirect prefix /x
mode tcp @@ bind :1 @@ option forwardfor
mode tcp @@ bind :1 @@ option originalto
mode tcp @@ bind :1 @@ option http-ignore-probes
mode tcp @@ bind :1 @@ option http-no-delay
mode tcp @@ bind :1 @@ option http-no-delay @@ no option http-no-delay
mode tcp @@ bind :1 @@ option http-pretend-keepalive
mode tcp @@ bind :1 @@ option http-buffer-request
mode tcp @@ bind :1 @@ option checkcache
mode tcp @@ bind :1 @@ http-reuse always
mode tcp @@ bind :1 @@ capture request header x len 3
mode tcp @@ bind :1 @@ capture cookie x len 3
mode tcp @@ bind :1 @@ server s 127.0.0.1:1 cookie a
mode tcp @@ bind :1 @@ default-server cookie a @@ server s 127.0.0.1:1
mode tcp @@ bind :1 @@ server-template s 3 127.0.0.1:1 cookie a
mode tcp @@ bind :1 @@ server s 127.0.0.1:1 redir http://x
bind :1 @@ default_backend bk @@ server s 127.0.0.1:1
bind :1 @@ default_backend bk @@ server-template s 3 127.0.0.1:1
bind :1 @@ use_backend bk @@ server s 127.0.0.1:1
bind :1 @@ http-check send-state @@ option tcp-check
bind :1 @@ http-check disable-on-404 @@ option redis-check
bind :1 @@ http-check disable-on-404 @@ option httpchk
bind :1 @@ timeout client 1s @@ timeout client 1s
bind :1 @@ timeout client 2s @@ timeout client 3s
bind :1 @@ timeout client 2s @@ timeout client 1s
bind :1 @@ timeout tarpit 1s @@ timeout tarpit 1s
bind :1 @@ timeout tarpit 0 @@ timeout tarpit 0
bind :1 thread (1)
bind :1 thread 1-65
bind :1 thread 2/1
bind :1 shards 65
bind :1 nice 2000
bind :1 @@ acl a fc_unacked(1) 1
bind :1 @@ acl a fc_lost() 1
bind :1 @@ acl a fc_rtt() 1
bind :1 @@ acl a sc0_get_gpc0() gt 1
bind :1 @@ acl a sc0_get_gpc0 gt 1
bind :1 @@ acl a sc_get_gpc0(0,) gt 1
bind :1 @@ acl a src_get_gpc0() gt 1
bind :1 @@ acl a srv_is_up
bind :1 @@ acl a http_auth()
http-errors e @@ errorfile 404 /dev/null @@ backend f @@ errorfiles e 403 404 500
http-errors e @@ errorfile 404 /dev/null @@ backend f @@ errorfiles e
http-errors e @@ errorfile 404 /dev/null @@ backend f @@ http-error status 403 errorfiles e
http-errors e @@ errorfile 404 /dev/null @@ backend f @@ http-request return errorfiles e
http-errors e @@ errorfile 404 /dev/null @@ backend f @@ http-request deny errorfiles e if TRUE
http-errors e @@ errorfile 404 /dev/null @@ backend f @@ http-request tarpit deny_status 429 errorfiles e
http-errors e @@ errorfile 404 /dev/null @@ backend f @@ http-request return status 299 errorfiles e
`,
  'backend b': `
use-server bk/s1 if TRUE
http-send-name-header Host
default-server track bk/none
server-template a:b 1 127.0.0.1:1
balance uri depth 4294967295
balance uri depth 4294967297
tcp-response content accept if { req.ver 1.1 }
tcp-request content switch-mode http
cookie H insert domain a/b.c
option httpchk @@ http-check connect proto h1
option httpchk @@ http-check connect proto zz
server s 127.0.0.1:1 rise 4294967297
server s 127.0.0.1:1 rise 4294967296
server s 127.0.0.1:1 fall 2147483648
server s 127.0.0.1:1 error-limit 99999999999
server s 127.0.0.1:1 error-limit -1
http-request sc-inc-gpc0()
http-request sc-inc-gpc1()
http-request sc-inc-gpc0(
http-request sc-inc-gpc0(1x)
http-request sc-inc-gpc()
http-request sc-inc-gpc(,)
http-request sc-inc-gpc(1,)
http-request sc-inc-gpc(,1)
http-request sc-inc-gpc(1,x)
http-request sc-set-gpt0() 1
http-request sc-set-gpt(,) 1
mode tcp @@ server s 127.0.0.1:1 observe layer7
mode tcp @@ server s 127.0.0.1:1 observe layer7 foo
mode tcp @@ server s 127.0.0.1:1 foo observe layer7
mode tcp @@ server s 127.0.0.1:1 observe layer7 @@ mode http
mode http @@ server s 127.0.0.1:1 observe layer7 @@ mode tcp
mode tcp @@ default-server observe layer7 @@ mode http
mode tcp @@ default-server observe layer7 @@ server s 127.0.0.1:1 @@ server t 127.0.0.1:1
mode tcp @@ default-server observe layer7 foo
mode tcp @@ server-template s 3 127.0.0.1:1 observe layer7
server s 127.0.0.1:1 tfo
server s 127.0.0.1:1 no-tfo
server s 127.0.0.1:1 tfo no-tfo
mode tcp @@ server s 127.0.0.1:1 tfo
retry-on none @@ server s 127.0.0.1:1 tfo
retry-on conn-failure @@ server s 127.0.0.1:1 tfo
retry-on conn-failure empty-response @@ server s 127.0.0.1:1 tfo
retry-on 503 conn-failure empty-response response-timeout @@ server s 127.0.0.1:1 tfo
retry-on all-retryable-errors @@ server s 127.0.0.1:1 tfo
server s 127.0.0.1:1 tfo @@ retry-on conn-failure empty-response response-timeout
default-server tfo @@ server s 127.0.0.1:1
default-server tfo @@ server s 127.0.0.1:1 no-tfo
server-template s 3 127.0.0.1:1 tfo
disabled @@ server s 127.0.0.1:1 tfo
server s 127.0.0.1:1 tfo disabled
server s 127.0.0.1:1 tfo foo
acl a rdp_cookie_cnt
acl a rdp_cookie_cnt(x)
acl a rdp_cookie_cnt(x) 1
acl a rdp_cookie_cnt(x) -m found
acl a req.rdp_cookie_cnt
http-request deny if { rdp_cookie_cnt }
use-server s if { rdp_cookie_cnt(x) } @@ server s 127.0.0.1:1
stick on src if { req.rdp_cookie_cnt }
mode tcp @@ cookie LB insert dynamic @@ dynamic-cookie-key k @@ server a 10.0.0.1:80
mode tcp @@ cookie LB insert dynamic @@ server a 10.0.0.1:80 @@ dynamic-cookie-key k
mode tcp @@ cookie LB insert dynamic @@ server a 10.0.0.1:80
mode tcp @@ cookie LB insert dynamic @@ dynamic-cookie-key k @@ server a /tmp/x
option tcp-check @@ tcp-check comment a b c
option tcp-check @@ tcp-check comment a if TRUE
option httpchk @@ http-check comment a b
stick-table type ip size 1k @@ tcp-request content track-sc0 src table
stick-table type ip size 1k @@ stick on src table
server s 127.0.0.1:1 weight 4294967296
server s 127.0.0.1:1 weight 4294967297
server s 127.0.0.1:1 weight 99999999999999999999
server s 127.0.0.1:1 check port 65536
server s 127.0.0.1:1 check port 99999999999999999999
server s 127.0.0.1:4294967297
server s 127.0.0.1:65536
server s 127.0.0.1:1 init-addr 192.0.2.1,192.0.2.2
server s 127.0.0.1:1 init-addr ,
server s 127.0.0.1:1 @@ server s 127.0.0.1:1
disabled @@ server s 127.0.0.1:1 @@ server s 127.0.0.1:1
server-template s 1-3 127.0.0.1:1 @@ server s2 127.0.0.1:1
server-template s 1-3 127.0.0.1:1 id 5
server-template s 1- 127.0.0.1:1
server-template s 1-x 127.0.0.1:1
server s 10 check
server s $NOT_SET:80
server s ) init-addr none
option tcp-check @@ tcp-check connect @@ option httpchk
tcp-check connect @@ option httpchk
option httpchk @@ tcp-check connect
option httpchk @@ http-check expect status 200 @@ option redis-check
server s /xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
default_backend b
default_backend nope
use_backend nope
server s a!b init-addr none
server s a..b init-addr none
option dontlognull x
timeout client x
server s 0x10 check
balance hdr(X) use_domain_only
balance hdr(X) x
balance url_param a b
http-request capture src len 3
unique-id-header x
`,
  'backend b x': `
mode http
mode http @@ server s 127.0.0.1:1 @@ backend c @@ foo
`,
  'ring r x': `
size 20000
foo
`,
  'defaults e x': `
mode http @@ backend b from e
`,
  'mailers m x': `
foo
`,
  'http-errors e x': `
errorfile 404 /dev/null
`,
  'frontend f': `
mode tcp @@ bind :1 proto h2
mode tcp @@ bind :1 proto none
mode http @@ bind :1 proto none
mode http @@ bind :1 proto fcgi
mode http @@ bind :1 proto
mode http @@ bind :1 proto H2
mode http @@ bind :1 proto h2 proto h1
mode tcp @@ bind :1 @@ tcp-request content switch-mode http proto none
mode tcp @@ bind :1 @@ tcp-request content switch-mode http proto x
mode tcp @@ bind :1 @@ tcp-request content switch-mode http proto
mode tcp @@ bind :1 @@ option disable-h2-upgrade
bind :1 @@ capture cookie x len 64
bind :1 @@ capture cookie x len 4294967296
bind :1 @@ log-format-sd %[src,word(,)]
bind :1 @@ log-format %{+Q}o
bind :1 @@ http-request deny status 303
bind :1 @@ http-request deny deny_status 303
bind :1 @@ http-request deny deny_status 303 hdr x y
bind :1 @@ http-request deny hdr x y deny_status 404
bind :1 @@ http-request set-header x %[src,debug(p,nosuch)]
bind :1 @@ http-request set-header x %[src,debug(p,stdout)]
bind :1 @@ http-request set-src bool(true)
bind :1 @@ http-request set-dst-port ipv6(::1)
bind :1 @@ http-request set-priority-class meth(GET)
bind :1 @@ tcp-request connection set-src path
bind :1 @@ tcp-request session set-src-port req.len
bind :1 @@ tcp-request connection set-dst srv_id
bind :1 @@ http-request set-nice 5000
bind :1 @@ http-request set-tos -1
bind :1 @@ http-request set-mark 4294967296
bind :1 @@ http-request set-tos 1x
bind :1 @@ use_backend %%
bind :1 @@ use_backend bk%{+X}o
bind :1 @@ use_backend b%%x
bind :1 @@ monitor fail if { res.hdr(a) x }
bind :1 @@ http-request deny if { path_beg -m end /x }
bind /tmp/x mode 65536
bind /tmp/x mode 8
bind :1 @@ persist rdp-cookie
bind :1 @@ stick
bind :1 @@ stick foo
bind :1 @@ retry-on conn-failure
bind $NOT_SET:1
bind :1 @@ option allbackups x
bind :1 @@ timeout server x
bind :1 @@ http-request set-map a b
bind :1 @@ http-request del-acl a
bind :1 @@ option abortonclose
bind :1 @@ http-request ot-group src 1
bind :1 @@ mode tcp @@ log 127.0.0.1:1 local0 @@ log-format %HM
bind :1 @@ capture cookie a len 3 b
bind :1 @@ capture cookie a foo 3
bind :1 @@ capture cookie a foo
bind :1 @@ capture cookie a len 3 b c
bind :1 @@ acl a src 1 1.256 010
bind :1 @@ acl a src 4294967296
bind :1 @@ acl a dst_port 7 -- :-
bind :1 @@ acl a dst_port gt
bind :1 @@ acl a hdr(x) -m beg
bind :1 @@ acl a hdr(x)
bind /xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
bind :1 @@ acl a sc_http_err_rate(-1) gt 1
bind :1 @@ acl a src_get_gpc(-1,bk) gt 1
bind :1 @@ http-request sc-inc-gpc0(-1)
bind :1 @@ http-request do-resolve(foo.x,default) src
bind :1 @@ http-request do-resolve(txn.x,default,x) src
bind :1 backlog 0
bind 10.0.0.1:8]0
bind :1 backlog if
bind :1 backlog -1
bind :1 @@ http-request set-header x %[req.payload(-1,0)]
bind :1 @@ tcp-request content set-var(txn.x) req.payload(0,-1)
bind :1 @@ tcp-request content set-var(txn.x) req.payload_lv(-1,1)
bind :1 @@ tcp-request content set-var(txn.x) req.payload_lv(0,-2)
bind :1 @@ tcp-request content set-var(txn.x) req.payload_lv(0,0)
bind :1 @@ tcp-request content set-var(txn.x) req.payload_lv(0,9)
bind :1 @@ tcp-request content set-var(txn.x) req.payload_lv(0,2,-2)
bind :1 @@ tcp-request content set-var(txn.x) req.payload_lv(0,2,-3)
bind :1 @@ http-response sc-set-gpt0
bind :1 @@ http-response sc-set-gpt0(0) if TRUE
bind :1 @@ tcp-request content sc-set-gpt(0,0)
`,
  'defaults d': `
option httplog @@ option tcplog
option httplog clf @@ log-format x
log-format x @@ option httpslog
error-log-format x @@ error-log-format y
log-format-sd x @@ log-format-sd y
no option tcplog
timeout client 1s @@ timeout client 2s
http-request deny @@ backend b from d
mode http @@ timeout client 1s @@ frontend f from d @@ bind :1 @@ frontend g @@ bind :2
http-request capture src len 3 @@ backend b from d
http-request set-header x %[src_get_gpc0()] @@ backend b from d
http-request set-header x %[nbsrv()] @@ backend b from d
`,
  'peers p': `
peer A 127.0.0.1:1 check
peer A 127.0.0.1:1 init-addr none
peer A 127.0.0.1:1 resolvers r weight 3
default-server check @@ server A 127.0.0.1:1
peer A 127.0.0.1:1 agent-check
bind :1 @@ peer A 127.0.0.1:1
peer A 127.0.0.1:1 @@ bind :1
server A 127.0.0.1:1 @@ bind :1
`,
  global: `
tune.http.logurilen -1
tune.http.cookielen 4294967297
tune.ssl.cachesize 2147483648
tune.ssl.cachesize 4294967297
cpu-map 1/1 3-1
cpu-map 1/1 1-
cpu-map 1/1 1-x
cpu-map 1/1 1024
log /xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx local0
tune.rcvbuf.client x
tune.sndbuf.server 1kx
tune.sndbuf.server 1x
tune.sndbuf.server k
tune.h2.max-frame-size x
tune.h2.max-frame-size 16384
tune.h2.header-table-size 4095
tune.h2.header-table-size
tune.h2.header-table-size 5000x
tune.h2.header-table-size 65537
tune.h2.header-table-size 8k
tune.h2.initial-window-size -1
tune.h2.initial-window-size
tune.h2.initial-window-size 99999999999
tune.h2.initial-window-size 2147483648
tune.h2.initial-window-size 10 x
tune.h2.max-concurrent-streams -1
tune.h2.max-concurrent-streams 10x
tune.h2.max-concurrent-streams 0
tune.h2.max-frame-size 16777216
h2-workaround-bogus-websocket-clients x
no h2-workaround-bogus-websocket-clients
tune.lua.maxmem 1x
tune.lua.forced-yield x
tune.peers.max-updates-at-once 0
stats socket /xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
setenv A b c
setenv A b c d
log $NOT_SET:1 local0
user root @@ user root
cpu-map 65 0
cpu-map 1/65 0
cpu-map auto:1/1-4 0-2
cpu-map auto:1/1-4 0-3
`,
  'ring r': `
timeout client 5s
timeout server 1s 2s
timeout client
timeout
server s 127.0.0.1:1
server s 127.0.0.1:1 @@ timeout connect 1s
server s 127.0.0.1:1 @@ timeout connect 1s @@ timeout server 1s
server s 127.0.0.1:1 check @@ timeout connect 1s @@ timeout server 1s
server s 127.0.0.1 @@ timeout connect 1s @@ timeout server 1s
`,
  'cache c': `
total-max-size abc
total-max-size -1
total-max-size 4095
total-max-size 4096
total-max-size 99999999
total-max-size 0
total-max-size
total-max-size 1 2
total-max-size 4 @@ max-object-size abc
total-max-size 4 @@ max-object-size -1
total-max-size 4 @@ max-object-size
total-max-size 4 @@ max-object-size 9999999
total-max-size 4 @@ max-age abc
total-max-size 4 @@ max-age
total-max-size 4 @@ max-age -1
total-max-size 4 @@ process-vary abc
total-max-size 4 @@ max-secondary-entries 0
total-max-size 4 @@ max-secondary-entries abc
total-max-size 4 @@ max-secondary-entries
total-max-size 4 @@ process-vary off @@ max-secondary-entries 3
total-max-size 4 foo
max-age 10
`,
}
