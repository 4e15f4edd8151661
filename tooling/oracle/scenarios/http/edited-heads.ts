/** What rules, cookies and formats make of heads in the less usual cases. */
import {
  client,
  defineScenario,
  fetchOnce,
  get,
  HTTP,
  identifyingServer,
  localRepliesLogZero,
  receiveEnd,
  receiveResponse,
  sendHead,
} from '../../src/index.ts'

const cookies = [
  'SRV=two,a=b',
  'x=y,SRV=two,a=b',
  'a="x;SRV=two"; SRV=one',
  'a="b\\"; SRV=two"; c',
  'a=b;SRV=two;c=d',
  ' SRV = two ; x = y',
  'SRV ; SRV=two',
  '$V=1; SRV=two; $P=/',
  'SRV=two; $P=/; a=b',
  'a=1;SRV=two;SRV=one;b=2',
  ';;SRV=two;;a=b;;',
  ',,SRV=two',
  'SRV=two ,',
  'SRVX=1; SRV=two',
  'SRV=two|AAAAA|BBBBB',
]

const formats = [
  'a  %hr  b',
  '%[req.hdr(none)] %[req.hdr(none)] %[req.hdr(none)] b',
  '%CC %HQ %ID.',
  '%{+Q}CC %{+M}[req.hdr(none)].',
]

export const scenarios = [
  defineScenario({
    name: 'http/odd-cookies',
    summary: 'Cookie lines with commas, quotes, blanks and attributes, for persistence and for capture.',
    config: `${HTTP}
    log-format "%tsc %s %ST [%CC] [%CS]"
listen kept
    bind {{kept}}
    capture cookie SRV len 20
    cookie SRV insert
    server s1 {{s1}} cookie one
    server s2 {{s2}} cookie two
listen taken
    bind {{taken}}
    capture cookie SRV len 20
    cookie SRV insert indirect
    server s1 {{s1}} cookie one
    server s2 {{s2}} cookie two
listen cut
    bind {{cut}}
    capture cookie SRV len 20
    cookie SRV prefix
    server s1 {{s1}} cookie one
    server s2 {{s2}} cookie two
listen none
    bind {{none}}
    capture cookie SRV len 20
    http-request deny if { path /deny }
    http-request return if { path /return }
    server s1 {{s1}}
`,
    servers: { s1: identifyingServer(), s2: identifyingServer() },
    steps: [
      ...['kept', 'taken', 'cut'].flatMap((to) =>
        cookies.map((cookie, index) => fetchOnce(`${to}-${index}`, to, '/', `Cookie: ${cookie}`)),
      ),
      ...['/', '/deny', '/return'].map((uri, index) => fetchOnce(`none-${index}`, 'none', uri, 'Cookie: SRV = s1 , q')),
    ],
  }),
  defineScenario({
    name: 'http/blanks-in-formats',
    summary: 'Blanks of log formats are separators in logs, and stay as they are elsewhere.',
    config: `${HTTP}
    log-format " %hr  %HM %hr  %HQ %CC%hs %HQ %{+Q}hr. %HQ"
frontend fe
    bind {{fe}}
${formats.map((format, index) => `    http-request set-header X-${index} "[${format}]"`).join('\n')}
    http-request set-var-fmt(txn.f) "%{+Q}[method] %{+M}[req.hdr(none)]  ."
    http-request set-header X-Variable %[var(txn.f)]
    http-request return status 200 content-type text/plain lf-string "${formats.join('|')}" if { path /return }
    default_backend be
backend be
    server s1 {{s1}}
`,
    servers: { s1: identifyingServer() },
    steps: [fetchOnce('bare', 'fe', '/'), fetchOnce('query', 'fe', '/?a'), fetchOnce('body', 'fe', '/return')],
  }),
  defineScenario({
    name: 'http/connection-by-rule',
    summary: 'Connection: close written by a rule closes, on the side that gets it; its other words stay.',
    config: `${HTTP}
frontend fe
    bind {{fe}}
    http-request set-header Connection close if { path /request }
    http-request set-header Connection "keep-alive, X-Foo" if { path /words }
    http-response set-header Connection close if { capture.req.uri /response }
    http-after-response add-header Connection "close, X-Bar" if { capture.req.uri /after }
    http-request return hdr Connection close if { path /return }
    http-request return status 400 content-type text/plain string no if { path /400 }
    http-request set-header Content-Length 3 if { path /length }
    default_backend be
backend be
    server s1 {{s1}}
`,
    servers: { s1: identifyingServer() },
    steps: [
      client('request', 'fe', get('/request'), receiveResponse(), get('/ok'), receiveResponse()),
      client('words', 'fe', get('/words'), receiveResponse(), get('/ok'), receiveResponse()),
      client('length', 'fe', get('/length'), receiveResponse(), get('/ok'), receiveResponse()),
      client('bad', 'fe', get('/400'), receiveResponse(), get('/ok'), receiveResponse()),
      ...['/response', '/after', '/return'].map((uri) => client(uri.slice(1), 'fe', get(uri), receiveEnd())),
    ],
    since: [localRepliesLogZero()],
  }),
  defineScenario({
    name: 'http/targets-and-hosts',
    summary: 'Rules that change a target change Host, and the other way round.',
    config: `${HTTP}
frontend fe
    bind {{fe}}
    http-request set-uri http://u:p@o.test:81/x if { path /uri }
    http-request replace-uri ^(/replace.*) https://r.test\\\\1 if { path /replace }
    http-request set-header Host new.test if { path /host }
    http-request replace-header Host (.*) x-\\\\1 if { path /replaced-host }
    http-request set-path /path if { url_beg http://bare. }
    http-request set-query %[req.hdr(none)] if { path /query }
    http-request redirect location /x set-cookie A=b clear-cookie B= if { path /cookies }
    http-request redirect scheme https if { path /scheme }
    default_backend be
backend be
    server s1 {{s1}}
`,
    servers: { s1: identifyingServer() },
    steps: [
      ...['/uri', '/replace?a', '/host', '/query?a', '/query', '/cookies'].map((uri) =>
        fetchOnce(uri.slice(1).replace('?', '-with-'), 'fe', uri),
      ),
      ...[
        'http://u@h.test:81/host',
        'http://h.test:81/replaced-host',
        'http://bare.test:81',
        'http://h.test:81/scheme',
      ].map((uri, index) =>
        client(
          `absolute-${index}`,
          'fe',
          sendHead(`GET ${uri} HTTP/1.1`, `Host: ${index === 2 ? 'bare' : 'h'}.test:81`),
          receiveResponse(),
        ),
      ),
    ],
    since: [localRepliesLogZero()],
  }),
]
