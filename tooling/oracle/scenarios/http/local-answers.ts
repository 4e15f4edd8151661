/** Answers that the proxy makes itself: deny, tarpit, reject, redirect, return, error files. */
import {
  client,
  defineScenario,
  earlyErrorsInLowerCase,
  fetchOnce,
  get,
  HTTP,
  identifyingServer,
  localRepliesLogZero,
  REPLACED_ANSWER_BYTES,
  receiveEnd,
  receiveResponse,
  receiveResponseToHead,
  send,
  sendHead,
} from '../../src/index.ts'

export const scenarios = [
  defineScenario({
    name: 'http/deny',
    summary: 'Every form of deny, in requests and responses, and its relatives.',
    config: `${HTTP}
frontend fe
    bind {{fe}}
    timeout tarpit 300
    http-request deny if { path /plain }
    http-request deny deny_status 429 if { path /429 }
    http-request deny status 401 content-type text/plain string "go away" if { path /string }
    http-request deny status 418 content-type text/plain lf-string "no %[path]" hdr X-Why "%[method]" if { path /lf }
    http-request deny deny_status 404 if { path /404 }
    http-request deny deny_status 500 if { path /500 }
    http-request deny deny_status 200 if { path /200 }
    http-request tarpit if { path /tarpit }
    http-request tarpit deny_status 429 if { path /tarpit-429 }
    http-request reject if { path /reject }
    http-request allow if { path /allow }
    http-request deny if { path_beg /an }
    http-response deny if { res.hdr(x-server) s1 } { capture.req.uri /response }
    http-response deny deny_status 503 if { capture.req.uri /response-503 }
    default_backend be
backend be
    http-request deny if { path /backend }
    server s1 {{s1}}
`,
    servers: { s1: identifyingServer() },
    steps: [
      ...['/plain', '/429', '/string', '/lf', '/404', '/500', '/200', '/allow', '/another', '/backend', '/ok'].map(
        (uri) => client(uri.slice(1), 'fe', get(uri), receiveResponse()),
      ),
      ...['/response', '/response-503'].map((uri) => client(uri.slice(1), 'fe', get(uri), receiveResponse())),
      ...['/tarpit', '/tarpit-429', '/reject'].map((uri) => client(uri.slice(1), 'fe', get(uri), receiveEnd())),
      client(
        'kept',
        'fe',
        get('/ok'),
        receiveResponse(),
        get('/plain'),
        receiveResponse(),
        get('/ok'),
        receiveResponse(),
      ),
      client('head', 'fe', sendHead('HEAD /plain HTTP/1.1', 'Host: a'), receiveResponseToHead()),
    ],
    normalise: [REPLACED_ANSWER_BYTES],
    since: [localRepliesLogZero()],
  }),
  defineScenario({
    name: 'http/redirect',
    summary: 'Redirects by location, prefix and scheme with codes and options.',
    config: `${HTTP}
frontend fe
    bind {{fe}}
    http-request redirect location /there if { path /location }
    http-request redirect location http://other.test%[path]?x=%[src] code 301 if { path /format }
    http-request redirect prefix https://secure.test if { path /prefix }
    http-request redirect prefix /pre drop-query if { path /drop }
    http-request redirect prefix / append-slash if { path /slash }
    http-request redirect prefix /pre drop-query append-slash code 303 if { path /drop-slash }
    http-request redirect scheme https if { path /scheme }
    http-request redirect scheme https code 307 drop-query if { path /scheme-307 }
    http-request redirect location / code 308 set-cookie SEEN=1 if { path /cookie }
    http-request redirect location / clear-cookie SEEN= if { path /clear }
    redirect location /legacy if { path /redirect }
    http-response redirect location /from-response if { capture.req.uri /response }
    default_backend be
backend be
    redirect prefix http://be.test if { path /backend }
    server s1 {{s1}}
`,
    servers: { s1: identifyingServer() },
    steps: [
      ...['location', 'format', 'prefix', 'drop', 'slash', 'drop-slash', 'scheme', 'scheme-307', 'cookie', 'clear'].map(
        (name) => fetchOnce(name, 'fe', `/${name}${name === 'response' ? '' : '?q=1'}`),
      ),
      fetchOnce('redirect', 'fe', '/redirect'),
      fetchOnce('response', 'fe', '/response'),
      fetchOnce('backend', 'fe', '/backend'),
      fetchOnce('slash-present', 'fe', '/slash/'),
      client('version-1-0', 'fe', sendHead('GET /location HTTP/1.0'), receiveEnd()),
      client(
        'with-body',
        'fe',
        sendHead('POST /location HTTP/1.1', 'Host: a', 'Content-Length: 4'),
        { kind: 'send', bytes: 'body' },
        receiveResponse(),
      ),
      client('absolute', 'fe', sendHead('GET http://abs.test/scheme?q HTTP/1.1', 'Host: abs.test'), receiveResponse()),
    ],
    normalise: [REPLACED_ANSWER_BYTES],
    since: [localRepliesLogZero()],
  }),
  defineScenario({
    name: 'http/return',
    summary: 'http-request return and http-response return with every source of content.',
    files: {
      'page.html': '<h1>file %[path]</h1>\n',
      'error.http': 'HTTP/1.1 503 Sorry\r\nContent-Type: text/plain\r\nX-File: yes\r\nContent-Length: 6\r\n\r\nsorry\n',
    },
    config: `${HTTP}
frontend fe
    bind {{fe}}
    http-request return if { path /empty }
    http-request return status 204 if { path /204 }
    http-request return status 200 content-type text/plain string "hello\\n" if { path /string }
    http-request return status 201 content-type "text/plain; charset=utf-8" lf-string "%[path] from %[src]\\n" if { path /lf-string }
    http-request return content-type text/html file {{dir}}/page.html if { path /file }
    http-request return content-type text/html lf-file {{dir}}/page.html if { path /lf-file }
    http-request return status 404 default-errorfiles if { path /default }
    http-request return status 503 errorfile {{dir}}/error.http if { path /errorfile }
    http-request return status 200 content-type text/plain string x hdr X-A 1 hdr X-B "%[method]" if { path /hdr }
    http-response return status 299 content-type text/plain string "replaced" if { capture.req.uri /response }
    http-after-response set-header X-After yes
    default_backend be
backend be
    server s1 {{s1}}
`,
    servers: { s1: identifyingServer() },
    steps: [
      ...['empty', '204', 'string', 'lf-string', 'file', 'lf-file', 'default', 'errorfile', 'hdr', 'response'].map(
        (name) => fetchOnce(name, 'fe', `/${name}`),
      ),
      client(
        'head',
        'fe',
        sendHead('HEAD /string HTTP/1.1', 'Host: a'),
        receiveResponseToHead(),
        get('/string'),
        receiveResponse(),
      ),
    ],
    normalise: [REPLACED_ANSWER_BYTES],
    since: [localRepliesLogZero()],
  }),
  defineScenario({
    name: 'http/error-files',
    summary: 'errorfile, errorloc302, errorloc303, http-error and an http-errors section.',
    files: {
      '403.http': 'HTTP/1.1 403 Stay Out\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nout\n',
      '503.http':
        'HTTP/1.0 503 Down\r\nCache-Control: no-cache\r\nConnection: close\r\nContent-Type: text/html\r\n\r\n<p>down</p>\n',
      'site.http': 'HTTP/1.1 404 Lost\r\nContent-Length: 5\r\n\r\nlost\n',
      '200.http': 'HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<p>back soon</p>\n',
    },
    config: `${HTTP}    errorfile 503 {{dir}}/503.http
http-errors site
    errorfile 404 {{dir}}/site.http
frontend fe
    bind {{fe}}
    errorfile 403 {{dir}}/403.http
    errorloc302 429 http://sorry.test/429
    errorloc303 500 http://sorry.test/500
    http-error status 401 content-type text/plain lf-string "who is %[src]?"
    errorfiles site 404
    errorfile 502 {{dir}}/200.http
    errorfile 400 {{dir}}/200.http
    http-request deny if { path /403 }
    http-request deny deny_status 502 if { path /502 }
    http-request deny deny_status 410 errorfile {{dir}}/200.http if { path /410 }
    http-request deny deny_status 429 if { path /429 }
    http-request deny deny_status 500 if { path /500 }
    http-request deny deny_status 401 if { path /401 }
    http-request deny deny_status 404 if { path /404 }
    http-request return status 404 errorfiles site if { path /section }
    default_backend be
backend be
    server s1 {{s1}} disabled
`,
    servers: { s1: identifyingServer() },
    steps: ['/403', '/429', '/500', '/401', '/404', '/section', '/502', '/410', '/503']
      .map((uri) => client(uri.slice(1), 'fe', get(uri), receiveResponse()))
      .concat(client('garbage', 'fe', send('GARBAGE\r\n\r\n'), receiveResponse())),
    since: [localRepliesLogZero(), earlyErrorsInLowerCase()],
  }),
]
