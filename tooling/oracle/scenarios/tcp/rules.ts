/** Rules on connections, sessions and their first bytes. */
import {
  client,
  clientFrom,
  close,
  defineScenario,
  pause,
  receiveEnd,
  receiveText,
  scriptedServer,
  send,
  TCP,
  wait,
} from '../../src/index.ts'

export const scenarios = [
  defineScenario({
    name: 'tcp/rules',
    summary: 'tcp-request connection, session and content, and the states that they log.',
    config: `${TCP}
frontend connection
    bind {{connection}}
    tcp-request connection reject if { src 127.0.0.2 }
    tcp-request connection accept
    default_backend be
frontend session
    bind {{session}}
    tcp-request session reject if { src 127.0.0.2 }
    default_backend be
frontend content
    bind {{content}}
    tcp-request inspect-delay 600
    tcp-request content reject if { req.payload(0,4) -m str evil }
    tcp-request content accept if { req.len ge 4 }
    use_backend other if { req.payload(0,4) -m str swap }
    default_backend be
frontend answer
    bind {{answer}}
    default_backend checked
backend be
    server s1 {{s1}}
backend other
    server s2 {{s2}}
backend checked
    tcp-response inspect-delay 600
    tcp-response content reject if { res.payload(0,4) -m str evil }
    tcp-response content accept if { res.len ge 4 }
    server s3 {{s3}}
`,
    servers: {
      s1: scriptedServer([send('s1\n'), receiveEnd()]),
      s2: scriptedServer([send('s2\n'), receiveEnd()]),
      s3: scriptedServer([send('evil bytes'), receiveEnd()], [send('good bytes'), receiveEnd()]),
    },
    steps: [
      clientFrom('127.0.0.1', 'connection-accepted', 'connection', receiveText('\n')),
      clientFrom('127.0.0.2', 'connection-rejected', 'connection', receiveEnd()),
      clientFrom('127.0.0.1', 'session-accepted', 'session', receiveText('\n')),
      clientFrom('127.0.0.2', 'session-rejected', 'session', receiveEnd()),
      client('content-accepted', 'content', send('good'), receiveText('\n')),
      client('content-switched', 'content', send('sw'), pause(50), send('ap'), receiveText('\n')),
      client('content-rejected', 'content', send('evil'), receiveEnd()),
      client('content-waits', 'content', send('ab'), receiveText('\n')),
      client('content-closes', 'content', send('ab'), pause(50), close()),
      wait(200),
      client('answer-rejected', 'answer', receiveEnd()),
      client('answer-accepted', 'answer', receiveText('bytes')),
    ],
  }),
  defineScenario({
    name: 'tcp/proxy-protocol',
    summary: 'send-proxy and send-proxy-v2 to servers, accept-proxy from clients, and a header that is none.',
    config: `${TCP}
listen v1
    bind {{v1}}
    server s1 {{s1}} send-proxy
listen v2
    bind {{v2}}
    server s2 {{s2}} send-proxy-v2
listen accepting
    bind {{accepting}} accept-proxy
    server s3 {{s3}} send-proxy
`,
    servers: {
      s1: scriptedServer([receiveText('hello'), send('ok'), receiveEnd()]),
      s2: scriptedServer([receiveText('hello'), send('ok'), receiveEnd()]),
      s3: scriptedServer([receiveText('hello'), send('ok'), receiveEnd()]),
    },
    steps: [
      client('v1', 'v1', send('hello'), receiveText('ok')),
      client('v2', 'v2', send('hello'), receiveText('ok')),
      client('accepted', 'accepting', send('PROXY TCP4 192.0.2.1 192.0.2.2 1000 2000\r\nhello'), receiveText('ok')),
      client(
        'accepted-v6',
        'accepting',
        send('PROXY TCP6 2001:db8::1 2001:db8::2 1000 2000\r\nhello'),
        receiveText('ok'),
      ),
      client('accepted-unknown', 'accepting', send('PROXY UNKNOWN\r\nhello'), receiveText('ok')),
      client(
        'accepted-v2',
        'accepting',
        send('\r\n\r\n\0\r\nQUIT\n\x21\x11\x00\x0c\xc0\x00\x02\x03\xc0\x00\x02\x04\x03\xe8\x07\xd0hello'),
        receiveText('ok'),
      ),
      client('refused', 'accepting', send('hello, no header here\r\n'), receiveEnd()),
    ],
    normalise: [
      {
        pattern: /\r\n\r\n\0\r\nQUIT\n!\x11\0\f\x7f\0\0\x01\x7f\0\0\x01[\s\S]{4}/g,
        replacement: '<proxy v2 header, 127.0.0.1 to 127.0.0.1, ports>',
        reason: 'the ports of the run',
      },
      {
        pattern: /^PROXY TCP4 127\.0\.0\.1 127\.0\.0\.1 \d+ /m,
        replacement: 'PROXY TCP4 127.0.0.1 127.0.0.1 <port> ',
        reason: 'the ports of the run',
      },
    ],
  }),
  defineScenario({
    name: 'tcp/logging',
    summary: 'dontlognull, logasap, dontlog-normal, a custom format, and the backend’s clf.',
    config: `${TCP}
listen null
    bind {{null}}
    option dontlognull
    server s1 {{s1}}
listen asap
    bind {{asap}}
    option logasap
    server s1 {{s1}}
listen normal
    bind {{normal}}
    option dontlog-normal
    server s1 {{s1}}
listen custom
    bind {{custom}}
    log-format "%ci %fi %f %b %s %si %B %U %ts %tsc %ac %fc %bc %sc %rc %sq %bq %[src] %[fc_rcvd_proxy] %[be_name] %[srv_name]"
    server s1 {{s1}}
listen none
    bind {{none}}
    log-format "nothing but a word"
    server s1 {{s1}}
`,
    servers: { s1: scriptedServer([send('hello\n'), receiveEnd()]) },
    steps: [
      client('null', 'null', receiveText('\n')),
      client('null-nothing', 'null', close()),
      wait(200),
      client('asap', 'asap', receiveText('\n')),
      client('normal', 'normal', receiveText('\n')),
      client('custom', 'custom', send('12345'), receiveText('\n')),
      client('none', 'none', receiveText('\n')),
    ],
  }),
  defineScenario({
    name: 'tcp/content-captures',
    summary: 'First bytes and addresses kept for the log, with and without HTTP, in slots numbered by lines.',
    config: `${TCP}
frontend plain
    bind {{plain}}
    tcp-request inspect-delay 1s
    tcp-request content capture req.payload(0,5) len 3
    tcp-request content capture src len 20
    tcp-request content capture str(never) len 5 if FALSE
    log-format "0[%[capture.req.hdr(0)]] 1[%[capture.req.hdr(1)]] 2[%[capture.req.hdr(2)]] 3[%[capture.req.hdr(3)]] %hr %hrl %hs"
    default_backend be
frontend nothing
    bind {{nothing}}
    tcp-request content capture str(never) len 5 if FALSE
    log-format "0[%[capture.req.hdr(0)]] %hr %hrl"
    default_backend be
frontend none
    bind {{none}}
    log-format "0[%[capture.req.hdr(0)]] %hr %hrl"
    default_backend be
frontend web
    bind {{web}}
    mode http
    tcp-request inspect-delay 1s
    tcp-request content capture method len 2
    capture request header Host len 30
    http-request capture path len 4
    declare capture request len 4
    http-request capture str(abcdef) id 3
    log-format "0[%[capture.req.hdr(0)]] 1[%[capture.req.hdr(1)]] 2[%[capture.req.hdr(2)]] 3[%[capture.req.hdr(3)]] %hr %hrl"
    http-request return status 200
backend be
    server s1 {{s1}}
`,
    servers: { s1: scriptedServer([send('hello\n'), receiveEnd()]) },
    steps: [
      client('plain', 'plain', send('12345'), receiveText('\n')),
      client('nothing', 'nothing', send('1'), receiveText('\n')),
      client('none', 'none', send('1'), receiveText('\n')),
      client('web', 'web', send('GET /path HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n'), receiveEnd()),
    ],
  }),
  defineScenario({
    name: 'tcp/inspected-requests',
    summary: 'Content rules of TCP proxies read the head of a request, wait for it, and pass on what is none.',
    config: `${TCP}
frontend fe
    bind {{fe}}
    tcp-request inspect-delay 1200
    tcp-request content set-var(sess.host) req.hdr(host)
    tcp-request content reject if { path_beg /no }
    tcp-request content capture method len 8
    tcp-request content accept if { req.hdr(host) -m found }
    use_backend first if { hdr(host) -i a.test } { req.cook(c) 1 }
    use_backend second if { var(sess.host) -m str b.test }
    default_backend third
    log-format "%b host=%[var(sess.host)] method=%[capture.req.hdr(0)]"
backend first
    server s {{s1}}
backend second
    server s {{s2}}
backend third
    server s {{s3}}
`,
    servers: {
      s1: scriptedServer([send('s1\n'), receiveEnd()]),
      s2: scriptedServer([send('s2\n'), receiveEnd()]),
      s3: scriptedServer([send('s3\n'), receiveEnd()]),
    },
    steps: [
      client('first', 'fe', send('GET / HTTP/1.1\r\nHost: A.test\r\nCookie: c=1\r\n\r\n'), receiveText('\n')),
      client(
        'second-in-pieces',
        'fe',
        send('POST /x HTTP/1.1\r\nHo'),
        pause(40),
        send('st: b.test\r\n\r\nbody'),
        receiveText('\n'),
      ),
      client('third', 'fe', send('GET / HTTP/1.1\r\nHost: c.test\r\n\r\n'), receiveText('\n')),
      client('rejected', 'fe', send('GET /no HTTP/1.1\r\nHost: a.test\r\n\r\n'), receiveEnd(600)),
      client('none', 'fe', send('SSH-2.0-x\r\n'), receiveText('\n')),
    ],
  }),
  defineScenario({
    name: 'tcp/large-transfer',
    summary: 'Far more bytes than a buffer holds, both ways at once, with a client that starts to read late.',
    config: `${TCP}
listen fe
    bind {{fe}}
    server s1 {{s1}}
`,
    servers: { s1: scriptedServer([send('from the server '.repeat(40_000)), receiveText('END'), close()]) },
    steps: [client('c', 'fe', send('from the client '.repeat(30_000), 'END'), pause(100), receiveEnd())],
    compareServerEndings: true,
  }),
  defineScenario({
    name: 'tcp/relayed-through-unix',
    summary: 'A server behind a Unix socket that another frontend binds.',
    config: `${TCP}
listen front
    bind {{front}}
    server inner {{dir}}/inner.sock
listen inner
    bind {{dir}}/inner.sock
    server s1 {{s1}}
`,
    servers: { s1: scriptedServer([receiveText('hello'), send('ok\n'), receiveEnd()]) },
    steps: [client('c', 'front', send('hello'), receiveText('ok\n'))],
    logsInAnyOrder: true,
  }),
]
