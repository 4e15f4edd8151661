/** Lines as they are met in the wild, by section, one a case; `@@` divides lines. Most are right, some are not. */
export const keywordLines: Readonly<Record<string, string>> = {
  global: `
maxconn 1000
maxconn x
daemon
nbthread 2
user root
group root
uid 0
gid 0
pidfile /run/haproxy.pid
chroot /tmp
log /dev/log local0
log 127.0.0.1:514 local0 notice
log 127.0.0.1 local0 info err
log stdout format raw local0
log 127.0.0.1 len 4096 format rfc5424 local1 debug
log 127.0.0.1 nofacility
log
no log
log-tag haproxy
log-send-hostname
log-send-hostname me
stats socket /run/haproxy.sock mode 660 level admin
stats socket /run/haproxy.sock level operators
stats timeout 30s
stats maxconn 10
node me
description the box
hard-stop-after 30s
grace 3s
spread-checks 5
spread-checks 60
max-spread-checks 1s
maxconnrate 100
maxsessrate 100
maxsslconn 100
maxsslrate 100
maxpipes 10
ulimit-n 1024
ssl-default-bind-ciphers HIGH
ssl-default-bind-options no-sslv3 no-tls-tickets
ssl-default-bind-options nothing
ssl-default-server-options no-sslv3
ssl-server-verify none
ssl-server-verify maybe
tune.ssl.default-dh-param 2048
tune.bufsize 32768
tune.maxrewrite 1024
tune.http.maxhdr 200
tune.http.logurilen 2048
tune.h2.initial-window-size 65535
tune.h2.max-concurrent-streams 100
tune.nothing 5
ca-base /etc/ssl
crt-base /etc/ssl/private
master-worker no-exit-on-failure
nbproc 2
debug
quiet
expose-fd listeners
busy-polling
no busy-polling
strict-limits
no strict-limits
external-check
insecure-fork-wanted
server-state-base /tmp
server-state-file x
set-var proc.x int(5)
set-var proc.x
set-var-fmt proc.x "a b"
set-var-fmt proc.x %[int(1),table_expire()]
tune.vars.proc-max-size
tune.vars.proc-max-size 10
tune.vars.proc-max-size -1
tune.vars.proc-max-size 10k
unix-bind mode 600
cpu-map 1 0
numa-cpu-mapping
localpeer me
setenv A B
presetenv A B
unsetenv A B
resetenv A
h1-case-adjust content-length Content-Length
wurfl-data-file x
httpclient.resolvers.prefer ipv4
pp2-never-send-local
profiling.tasks auto
unsetenv
mworker-max-reloads 5
close-spread-time 5s
`,
  'frontend f': String.raw`
bind :1 ssl
bind *:1,127.0.0.1:2 name x
bind :1-5
bind unix@/tmp/x mode 600 user root
bind abns@x
bind fd@3
bind ipv4@:1
bind ipv6@:::1
bind [::1]:1 v6only
bind 127.0.0.1
bind :70000
bind :0
bind
bind :1 accept-proxy maxconn 10 backlog 5
bind :1 interface lo tfo defer-accept mss 1400 tcp-ut 10s transparent
bind :1 nothing
bind :1 alpn h2,http/1.1
bind :1 proto h2
bind :1 proto foo
bind :1 process 1
bind :1 thread 1
bind :1 id 5 nice 3 level admin
bind :1 @@ maxconn 10
bind :1 @@ backlog 10
bind :1 @@ option httplog
bind :1 @@ option httplog clf
bind :1 @@ option tcplog
bind :1 @@ option dontlognull
bind :1 @@ no option dontlognull
bind :1 @@ option forwardfor
bind :1 @@ option forwardfor except 127.0.0.0/8 header X-Client if-none
bind :1 @@ option forwardfor foo
bind :1 @@ option http-server-close
bind :1 @@ option httpclose
bind :1 @@ option http-keep-alive
bind :1 @@ option http-tunnel
bind :1 @@ option forceclose
bind :1 @@ option http-use-htx
bind :1 @@ option logasap
bind :1 @@ option httpchk
bind :1 @@ option log-separate-errors
bind :1 @@ option contstats
bind :1 @@ option tcpka
bind :1 @@ option clitcpka
bind :1 @@ option nolinger
bind :1 @@ option originalto
bind :1 @@ option socket-stats
bind :1 @@ option splice-auto
bind :1 @@ option tcp-smart-accept
bind :1 @@ option http-buffer-request
bind :1 @@ option http-ignore-probes
bind :1 @@ option http-no-delay
bind :1 @@ option http-use-proxy-header
bind :1 @@ option accept-invalid-http-request
bind :1 @@ option independent-streams
bind :1 @@ log global
bind :1 @@ log 127.0.0.1 local0
bind :1 @@ log global @@ log-format "%ci %[src] %HM %ST"
bind :1 @@ log global @@ log-format "%zz"
bind :1 @@ log global @@ log-format "%[path]"
bind :1 @@ log global @@ error-log-format "%ci"
bind :1 @@ log-tag foo
bind :1 @@ unique-id-format %{+X}o\ %ci:%cp_%fi:%fp_%Ts_%rt:%pid
bind :1 @@ unique-id-header X-Unique-ID
bind :1 @@ capture request header Host len 20
bind :1 @@ capture response header Server len 20
bind :1 @@ capture cookie SESS= len 32
bind :1 @@ capture request header Host
bind :1 @@ declare capture request len 10
bind :1 @@ monitor-uri /alive
bind :1 @@ monitor fail if FALSE
bind :1 @@ monitor-net 10.0.0.0/8
bind :1 @@ rate-limit sessions 100
bind :1 @@ errorfile 503 /dev/null
bind :1 @@ errorfile 999 /dev/null
bind :1 @@ errorloc 503 http://x/
bind :1 @@ errorloc302 503 http://x/
bind :1 @@ errorloc303 503 http://x/
bind :1 @@ http-error status 404 content-type text/plain string hello
bind :1 @@ redirect location / code 301 if TRUE
bind :1 @@ redirect prefix http://x drop-query append-slash set-cookie a=b
bind :1 @@ redirect scheme https if !{ ssl_fc }
bind :1 @@ redirect scheme https code 399
bind :1 @@ redirect nowhere
bind :1 @@ stats uri /stats
bind :1 @@ stats enable @@ stats auth a:b @@ stats realm x @@ stats refresh 5s @@ stats hide-version @@ stats admin if TRUE
bind :1 @@ stats show-legends @@ stats show-node @@ stats show-desc x @@ stats scope .
bind :1 @@ stats nothing
bind :1 @@ timeout client 5s @@ timeout http-request 5s @@ timeout http-keep-alive 5s @@ timeout client-fin 5s @@ timeout tarpit 5s
bind :1 @@ compression algo gzip @@ compression type text/html
bind :1 @@ compression algo foo
bind :1 @@ compression offload
bind :1 @@ filter compression
bind :1 @@ filter trace name x
bind :1 @@ filter nothing
bind :1 @@ reqadd X:\ y
bind :1 @@ reqrep a b
bind :1 @@ block if TRUE
bind :1 @@ clitimeout 5
bind :1 @@ redispatch
bind :1 @@ http-request add-header X y
bind :1 @@ http-request set-header X-F %[src] if { src 10.0.0.0/8 }
bind :1 @@ http-request del-header X
bind :1 @@ http-request del-header X -m beg
bind :1 @@ http-request replace-header X (.*) \1
bind :1 @@ http-request replace-header X ( \1
bind :1 @@ http-request replace-path (.*) /x\1
bind :1 @@ http-request replace-value X a b
bind :1 @@ http-request set-path /x%[path]
bind :1 @@ http-request set-query %[query]
bind :1 @@ http-request set-uri /x
bind :1 @@ http-request set-method POST
bind :1 @@ http-request deny deny_status 403
bind :1 @@ http-request deny deny_status 499
bind :1 @@ http-request deny status 429 content-type text/plain string slow hdr X y
bind :1 @@ http-request return status 200 content-type text/plain string ok
bind :1 @@ http-request return status 999
bind :1 @@ http-request return status 200 string ok
bind :1 @@ http-request return status 200 content-type text/plain lf-string %[path]
bind :1 @@ http-request redirect location /x code 302
bind :1 @@ http-request auth realm x if TRUE
bind :1 @@ http-request auth foo
bind :1 @@ http-request allow
bind :1 @@ http-request tarpit deny_status 500
bind :1 @@ http-request silent-drop
bind :1 @@ http-request reject
bind :1 @@ http-request track-sc0 src
bind :1 @@ stick-table type ip size 100k expire 30s store http_req_rate(10s) @@ http-request track-sc0 src
bind :1 @@ stick-table type ip size 100k expire 30s store http_req_rate(10s),gpc0,conn_cur @@ http-request deny if { sc_http_req_rate(0) gt 10 }
bind :1 @@ stick-table type foo size 1k
bind :1 @@ stick-table type ip
bind :1 @@ http-request sc-inc-gpc0(0)
bind :1 @@ http-request sc-set-gpt0(0) 5
bind :1 @@ http-request set-log-level silent
bind :1 @@ http-request set-log-level loud
bind :1 @@ http-request set-nice 5
bind :1 @@ http-request set-tos 0x10
bind :1 @@ http-request set-mark 5
bind :1 @@ http-request set-src src
bind :1 @@ http-request set-dst dst
bind :1 @@ http-request set-dst-port int(5)
bind :1 @@ http-request set-var(txn.x) src @@ http-request unset-var(txn.x)
bind :1 @@ http-request set-var-fmt(txn.x) a%[src]
bind :1 @@ http-request capture req.hdr(host) len 20
bind :1 @@ http-request capture req.hdr(host) id 0
bind :1 @@ http-request use-service nothing
bind :1 @@ http-request wait-for-body time 5s at-least 1k
bind :1 @@ http-request wait-for-handshake
bind :1 @@ http-request normalize-uri path-strip-dotdot
bind :1 @@ http-request strict-mode on
bind :1 @@ http-request set-timeout server 5s
bind :1 @@ http-request do-resolve(txn.x,dns) src
bind :1 @@ http-request early-hint Link y
bind :1 @@ http-request set-map(/dev/null) a b
bind :1 @@ http-request add-acl(/dev/null) a
bind :1 @@ http-request disable-l7-retry
bind :1 @@ http-request cache-use x
bind :1 @@ http-response set-header X y
bind :1 @@ http-response add-header X %[status]
bind :1 @@ http-response set-header X %[path]
bind :1 @@ http-response set-status 404
bind :1 @@ http-response set-status 404 reason "x y"
bind :1 @@ http-response deny deny_status 502
bind :1 @@ http-response del-header Server if { status 200 }
bind :1 @@ http-response return status 200
bind :1 @@ http-response redirect location /
bind :1 @@ http-after-response set-header X y
bind :1 @@ http-after-response deny
bind :1 @@ tcp-request inspect-delay 5s
bind :1 @@ tcp-request content accept if { req.ssl_hello_type 1 }
bind :1 @@ tcp-request content reject if !HTTP
bind :1 @@ tcp-request connection reject if { src 1.2.3.4 }
bind :1 @@ tcp-request connection reject if { path /x }
bind :1 @@ tcp-request connection track-sc0 src
bind :1 @@ tcp-request connection expect-proxy layer4
bind :1 @@ tcp-request connection accept foo
bind :1 @@ tcp-request session accept
bind :1 @@ tcp-request content set-var(sess.x) src
bind :1 @@ tcp-request content capture req.len len 5
bind :1 @@ tcp-request nothing
bind :1 @@ use_backend bk if { hdr(host) -i x.com } or { path_beg -i /a }
bind :1 @@ use_backend bk unless { nbsrv(bk) lt 1 }
bind :1 @@ use_backend bk if { nbsrv(nope) lt 1 }
bind :1 @@ use_backend bk if { req.cook(a) -m found }
bind :1 @@ acl a hdr_dom(host) -i x.com @@ acl b path_reg ^/a @@ acl c method POST @@ use_backend bk if a !b c
bind :1 @@ acl a path_reg ( @@ use_backend bk if a
bind :1 @@ acl a src -f /dev/null @@ use_backend bk if a
bind :1 @@ acl a hdr(host),map(/dev/null) -m found @@ use_backend bk if a
bind :1 @@ acl a hdr(host),map(/nonexist) -m found @@ use_backend bk if a
bind :1 @@ acl a http_auth(nope)
bind :1 @@ acl a srv_is_up(bk/s1) @@ use_backend bk if a
bind :1 @@ acl a srv_is_up(bk/nope) @@ use_backend bk if a
bind :1 @@ acl a be_conn(bk) gt 5 @@ use_backend bk if a
bind :1 @@ acl a table_cnt(bk) gt 5 @@ use_backend bk if a
bind :1 @@ acl a rand(100) lt 50 @@ acl b date,utime(%H) 12 @@ use_backend bk if a
bind :1 @@ acl a url_param(x) 5 @@ acl b urlp_len(x) gt 5 @@ use_backend bk if a
bind :1 @@ acl a so_id 1 @@ acl b fe_id 2 @@ use_backend bk if a
bind :1 @@ acl a ssl_fc @@ acl b ssl_fc_sni -i x @@ use_backend bk if a
bind :1 @@ acl a payload(0,4),hex -m str 00 @@ acl b req.len gt 4 @@ use_backend bk if a
`,
  'backend b': String.raw`
server a 127.0.0.1:80
server a 127.0.0.1
server a :80
server a localhost:80
server a [::1]:80
server a unix@/tmp/x
server a ipv4@127.0.0.1:80
server a
server
server a 127.0.0.1:80 check
server a 127.0.0.1:80 check inter 2s fall 3 rise 2 weight 10 maxconn 100
server a 127.0.0.1:80 check inter 2s fastinter 1s downinter 5s port 81 addr 127.0.0.2
server a 127.0.0.1:80 weight 300
server a 127.0.0.1:80 weight x
server a 127.0.0.1:80 nothing
server a 127.0.0.1:80 backup disabled
server a 127.0.0.1:80 cookie x id 5
server a 127.0.0.1:80 maxqueue 5 minconn 2 maxconn 10 slowstart 10s
server a 127.0.0.1:80 send-proxy
server a 127.0.0.1:80 send-proxy-v2 check-send-proxy
server a 127.0.0.1:80 ssl verify none
server a 127.0.0.1:80 ssl verify required
server a 127.0.0.1:80 sni req.hdr(host) ssl verify none
server a 127.0.0.1:80 proto h2
server a 127.0.0.1:80 alpn h2 ssl verify none
server a 127.0.0.1:80 source 127.0.0.1
server a 127.0.0.1:80 source 127.0.0.1:1024-2048 interface lo
server a 127.0.0.1:80 on-error mark-down observe layer7 error-limit 5
server a 127.0.0.1:80 on-marked-down shutdown-sessions on-marked-up shutdown-backup-sessions
server a 127.0.0.1:80 init-addr none resolvers dns
server a 127.0.0.1:80 init-addr last,libc,none
server a 127.0.0.1:80 pool-max-conn 5 pool-purge-delay 5s pool-low-conn 2 max-reuse 5
server a 127.0.0.1:80 tcp-ut 5s tfo redir http://x/ namespace x
server a 127.0.0.1:80 agent-check agent-port 5555 agent-inter 5s agent-send x
server a 127.0.0.1:80 track s1
server a 127.0.0.1:80 track bk/s1
server a 127.0.0.1:80 non-stick log-proto octet-count
server-template s 3 127.0.0.1:80 check
server-template s 1-3 x.local:80 init-addr none
server-template s x 127.0.0.1:80
server-template s x-2 127.0.0.1:80
server-template s -2 127.0.0.1:80
server-template s 1- 127.0.0.1:80
server-template s 0-2 127.0.0.1:80
server-template s 2-1 127.0.0.1:80
server-template s +3 127.0.0.1:80
server s 127.0.0.1:80 id 2147483648
cookie a insert maxidle 1s5
http-request set-timeout server 1s5
default-server inter 2s fall 2 check @@ server a 127.0.0.1:80 no-check
default-server nothing
balance roundrobin
balance leastconn
balance source
balance uri depth 3 len 5
balance uri whole
balance url_param x check_post
balance hdr(host) use_domain_only
balance hdr()
balance random(3)
balance random 3
balance rdp-cookie(x)
balance first
balance static-rr
balance nothing
balance
balance hash src
hash-type consistent
hash-type map-based djb2 avalanche
hash-type consistent nothing
hash-balance-factor 150
hash-balance-factor 50
cookie x insert indirect nocache
cookie x insert indirect nocache postonly preserve httponly secure maxidle 30s maxlife 1h domain .x.com dynamic attr a=b
cookie x rewrite
cookie x prefix nocache
cookie x insert rewrite
cookie x
dynamic-cookie-key foo
retries 3
retries -1
retries x
retry-on conn-failure empty-response 503
retry-on nothing
option redispatch
option redispatch 3
no option redispatch
option httpchk
option httpchk GET /
option httpchk GET / HTTP/1.1
option httpchk OPTIONS * HTTP/1.1
option tcp-check
option ssl-hello-chk
option smtpchk HELO x
option mysql-check user x
option pgsql-check user x
option redis-check
option ldap-check
option external-check
option log-health-checks
option abortonclose
option allbackups
option checkcache
option persist
option prefer-last-server
option srvtcpka
option tcp-smart-connect
option http-pretend-keepalive
option transparent
option dontlognull
option spop-check
http-check send meth GET uri / ver HTTP/1.1 hdr Host x @@ option httpchk
http-check expect status 200 @@ option httpchk
http-check expect ! rstatus ^5 @@ option httpchk
http-check expect string ok @@ option httpchk
http-check expect rstring ( @@ option httpchk
http-check expect nothing x @@ option httpchk
http-check expect status 200
http-check connect port 81 @@ http-check send meth GET @@ http-check expect status 200-299 @@ option httpchk
http-check disable-on-404 @@ option httpchk
http-check send-state @@ option httpchk
http-check comment x @@ option httpchk
tcp-check connect port 80 @@ option tcp-check
tcp-check send x\r\n @@ tcp-check expect string ok @@ option tcp-check
tcp-check send-binary 00ff @@ tcp-check expect binary 00 @@ option tcp-check
tcp-check send-binary 0 @@ option tcp-check
tcp-check expect rstring ( @@ option tcp-check
tcp-check expect string ok
timeout server 5s @@ timeout connect 5s @@ timeout queue 5s @@ timeout check 5s @@ timeout tunnel 1h @@ timeout server-fin 5s
fullconn 100
http-reuse always
http-reuse often
http-send-name-header X-S
source 127.0.0.1
source 0.0.0.0 usesrc clientip
stick-table type string len 32 size 1m expire 1h peers nope
stick-table type string size 1m nopurge
stick-table type ip size 1m @@ stick on src
stick on src
stick on src table bk
stick match src @@ stick-table type ip size 1k
stick store-request src @@ stick-table type ip size 1k
stick store-response res.cook(x) @@ stick-table type string size 1k
stick store-response src @@ stick-table type ip size 1k
stick on path if TRUE @@ stick-table type string size 1k
stick nothing
use-server a if TRUE @@ server a 127.0.0.1:80
use-server a unless { src 1.2.3.4 } @@ server a 127.0.0.1:80
use-server a
force-persist if TRUE
ignore-persist if { path_end .png }
persist rdp-cookie
http-request set-header X %[srv_name]
http-request set-header X %[be_name]
http-response set-header X %[srv_name]
http-response set-header X-B %b
tcp-request content accept
tcp-response content accept
tcp-response inspect-delay 5s
tcp-response content reject if { res.len gt 5 }
dispatch 127.0.0.1:80
load-server-state-from-file global
server-state-file-name x
mode log
mode tcp @@ server a 127.0.0.1:80
errorfile 503 /nonexist
errorfiles x
email-alert mailers x
external-check path /usr/bin
acl a nbsrv lt 1
acl a avg_queue gt 5
`,
  'listen l': `
bind :1 @@ mode tcp @@ server a 127.0.0.1:80 check
bind :1 @@ server a 127.0.0.1:80 @@ http-request set-header X %[be_name]
bind :1 @@ server a 127.0.0.1:80 @@ http-response set-header X %[srv_name]
bind :1 @@ stats enable @@ stats uri /
bind :1 @@ balance leastconn @@ cookie x insert @@ server a 127.0.0.1:80 cookie a
bind :1 @@ use_backend bk if TRUE @@ use-server a if TRUE @@ server a 127.0.0.1:80
bind :1 @@ tcp-request content accept @@ tcp-response content accept
bind :1 @@ default_backend bk
bind :1 @@ fullconn 10 @@ maxconn 10
`,
  'resolvers dns': `
nameserver a 127.0.0.1:53
nameserver a 127.0.0.1
parse-resolv-conf
resolve_retries 3
timeout resolve 1s @@ timeout retry 1s
hold valid 10s
hold nothing 10s
accepted_payload_size 8192
accepted_payload_size 5
nothing
`,
  'userlist u': `
user a password $5$abc
user a insecure-password b
user a insecure-password b groups g
group g users a @@ user a insecure-password b
group g
user
nothing
`,
  'peers p': `
peer a 127.0.0.1:10000
peer a
bind :1
server a 127.0.0.1:1
table t type ip size 1k
nothing
`,
  'cache c': `
total-max-size 4
total-max-size 4 @@ max-age 60 @@ max-object-size 1000
process-vary on @@ total-max-size 4
nothing
`,
  'ring r': `
size 32768
format rfc5424
maxlen 1200
server a 127.0.0.1:514
timeout connect 5s
nothing
`,
  'http-errors e': `
errorfile 503 /dev/null
errorfile 999 /dev/null
nothing
`,
  'mailers m': `
mailer a 127.0.0.1:25
timeout mail 5s
nothing
`,
}
