/** Persistence by cookie, with the four letters that the log gives it. */
import {
  close,
  defineScenario,
  fetchOnce,
  HTTP,
  identifyingServer,
  localRepliesLogZero,
  REPLACED_ANSWER_BYTES,
  receiveEnd,
  receiveRequest,
  refusingServer,
  scriptedServer,
} from '../../src/index.ts'

const SERVERS =
  '    server s1 {{s1}} cookie one\n    server s2 {{s2}} cookie two\n    server s3 {{s3}} cookie three disabled\n'

const steps = (to: string, name: string) => [
  fetchOnce(`${to}-none`, to, '/'),
  fetchOnce(`${to}-known`, to, '/', `Cookie: ${name}=two`),
  fetchOnce(`${to}-known-again`, to, '/', `Cookie: a=b; ${name}=two; c=d`),
  fetchOnce(`${to}-down`, to, '/', `Cookie: ${name}=three`),
  fetchOnce(`${to}-unknown`, to, '/', `Cookie: ${name}=nobody`),
  fetchOnce(`${to}-quoted`, to, '/', `Cookie: a="x;y"; ${name}="two"`),
]

const servers = { s1: identifyingServer(), s2: identifyingServer(), s3: identifyingServer() }

export const scenarios = [
  defineScenario({
    name: 'http/cookie-insert',
    summary:
      'cookie insert with indirect, nocache, postonly, preserve, domain, httponly, secure, attr, maxidle and maxlife.',
    config: `${HTTP}
listen insert
    bind {{insert}}
    cookie SRV insert
${SERVERS}
listen indirect
    bind {{indirect}}
    cookie SRV insert indirect nocache
${SERVERS}
listen attributes
    bind {{attributes}}
    cookie SRV insert indirect httponly secure domain .example.test domain www.test attr SameSite=Lax
${SERVERS}
listen postonly
    bind {{postonly}}
    cookie SRV insert postonly
${SERVERS}
listen dynamic
    bind {{dynamic}}
    cookie SRV insert indirect dynamic
    dynamic-cookie-key secret
    server s1 {{s1}}
listen nameless
    bind {{nameless}}
    cookie SRV insert httponly domain .example.test
    server s1 {{s1}}
listen dated
    bind {{dated}}
    cookie SRV insert maxidle 1h
    server s1 {{s1}} cookie one
`,
    servers,
    normalise: [
      {
        pattern: /SRV=[0-9a-f]{16}/g,
        replacement: 'SRV=<hash>',
        reason: 'a dynamic cookie hashes the server’s port, which differs from run to run',
      },
      {
        pattern: /SRV=one\|[A-Za-z0-9+/]{5}/g,
        replacement: 'SRV=one|<date>',
        reason: 'the cookie carries the time',
      },
    ],
    steps: [
      ...steps('insert', 'SRV'),
      ...steps('indirect', 'SRV'),
      fetchOnce('attributes-none', 'attributes', '/'),
      fetchOnce('postonly-none', 'postonly', '/'),
      fetchOnce('dynamic-none', 'dynamic', '/'),
      fetchOnce('nameless-none', 'nameless', '/'),
      fetchOnce('nameless-known', 'nameless', '/', 'Cookie: SRV=one'),
      fetchOnce('dated-without', 'dated', '/', 'Cookie: SRV=one'),
      fetchOnce('dated-unread', 'dated', '/', 'Cookie: SRV=one|zz'),
      fetchOnce('dated-old', 'dated', '/', 'Cookie: SRV=one|AAAAB'),
    ],
  }),
  defineScenario({
    name: 'http/cookie-rewrite-prefix',
    summary: 'cookie rewrite and prefix change the server’s own cookie; preserve leaves it.',
    config: `${HTTP}
listen rewrite
    bind {{rewrite}}
    cookie APP rewrite
${SERVERS}
listen prefix
    bind {{prefix}}
    cookie APP prefix
${SERVERS}
listen prefix-indirect
    bind {{prefix_indirect}}
    cookie APP prefix indirect nocache
${SERVERS}
listen preserve
    bind {{preserve}}
    cookie APP insert indirect preserve
${SERVERS}
listen passive
    bind {{passive}}
    cookie APP
${SERVERS}
`,
    servers: {
      s1: identifyingServer('Set-Cookie: APP=value; Path=/', 'Set-Cookie: other=1'),
      s2: identifyingServer('Set-Cookie: APP=value; Path=/', 'Set-Cookie: other=1'),
      s3: identifyingServer(),
    },
    steps: [
      ...steps('rewrite', 'APP'),
      ...steps('prefix', 'APP'),
      fetchOnce('prefix-value', 'prefix', '/', 'Cookie: APP=two~value; x=y'),
      fetchOnce('prefix-foreign', 'prefix', '/', 'Cookie: APP=nobody~value'),
      fetchOnce('prefix-indirect', 'prefix_indirect', '/', 'Cookie: APP=one~value'),
      ...steps('preserve', 'APP'),
      ...steps('passive', 'APP'),
    ],
  }),
  defineScenario({
    name: 'http/cookie-failures',
    summary: 'The cookie letters when the server fails, the request is denied, or persistence is given up or ignored.',
    config: `${HTTP}    timeout connect 300
    timeout server 300
listen failing
    bind {{failing}}
    cookie SRV insert indirect
    http-request deny if { path /denied }
    http-response deny if { res.hdr(x-bad) -m found }
    server s1 {{s1}} cookie one
    server s2 {{s2}} cookie two
    server s3 {{s3}} cookie three
    server s4 {{s4}} cookie four
listen redispatching
    bind {{redispatching}}
    retries 1
    option redispatch
    cookie SRV insert indirect
    server s1 {{s1}} cookie one
    server s5 {{s5}} cookie five
listen ignoring
    bind {{ignoring}}
    cookie SRV insert indirect
    ignore-persist if { path /ignored }
    force-persist if { path /forced }
    server s5 {{s5}} cookie five
    server s6 {{s6}} cookie six disabled
`,
    servers: {
      s1: refusingServer(),
      s2: scriptedServer([receiveRequest(), close()]),
      s3: scriptedServer([receiveRequest(), receiveEnd()]),
      s4: identifyingServer('X-Bad: yes'),
      s5: identifyingServer(),
      s6: identifyingServer(),
    },
    steps: [
      fetchOnce('denied', 'failing', '/denied', 'Cookie: SRV=two'),
      fetchOnce('refused', 'failing', '/', 'Cookie: SRV=one'),
      fetchOnce('closed', 'failing', '/', 'Cookie: SRV=two'),
      fetchOnce('silent', 'failing', '/', 'Cookie: SRV=three'),
      fetchOnce('response-denied', 'failing', '/', 'Cookie: SRV=four'),
      fetchOnce('redispatched', 'redispatching', '/', 'Cookie: SRV=one'),
      fetchOnce('ignored', 'ignoring', '/ignored', 'Cookie: SRV=five'),
      fetchOnce('forced', 'ignoring', '/forced', 'Cookie: SRV=six'),
      fetchOnce('down', 'ignoring', '/', 'Cookie: SRV=six'),
    ],
    normalise: [REPLACED_ANSWER_BYTES],
    since: [localRepliesLogZero()],
  }),
]
