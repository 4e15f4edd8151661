/** Verdicts on small configurations, one construct each. */
import { ANYTHING, type CheckCase, defineCheckScenario, type SinceOverride } from '../../src/index.ts'

const HEAD = `defaults
    mode http
    timeout connect 5s
    timeout client 5s
    timeout server 5s
`
const BACK = `backend b
    server s 127.0.0.1:8001
`

/** Lines of a frontend; the first of them is line 8 of the file. */
const inFrontend = (...lines: readonly string[]): CheckCase => ({
  config: `${HEAD}frontend f\n    bind 127.0.0.1:8000\n${lines.map((line) => `    ${line}\n`).join('')}    default_backend b\n${BACK}`,
})
/** Lines of a backend; the first of them is line 9 of the file. */
const inBackend = (...lines: readonly string[]): CheckCase => ({
  config: `${HEAD}listen f\n    bind 127.0.0.1:8000\nbackend b\n${lines.map((line) => `    ${line}\n`).join('')}    server s 127.0.0.1:8001\n`,
})
/** Lines of `global`; the first of them is line 2 of the file. */
const inGlobal = (...lines: readonly string[]): CheckCase => ({
  config: `global\n${lines.map((line) => `    ${line}\n`).join('')}${HEAD}frontend f\n    bind 127.0.0.1:8000\n    default_backend b\n${BACK}`,
})
const whole = (config: string, rest: Omit<CheckCase, 'config'> = {}): CheckCase => ({ config, ...rest })

const inVariable = (name: string) => `"127.0.0.1:\${${name}}"`

const WHOLE = `${HEAD}frontend f\n    bind 127.0.0.1:8000\n    default_backend b\n${BACK}`

const files = {
  'good: whole': whole(WHOLE),
  'good: comments and blank lines': whole(`# first\n\n${WHOLE.replace('mode http', 'mode http # why')}\n\n# last\n`),
  'good: tabs and spaces': whole(WHOLE.replaceAll('    ', '\t ')),
  'good: carriage returns': whole(WHOLE.replaceAll('\n', '\r\n')),
  'bad: backslash at the end of a line': whole(WHOLE.replace('127.0.0.1:8001', '\\\n  127.0.0.1:8001')),
  'good: environment': whole(WHOLE.replace('127.0.0.1:8000', inVariable('ORACLE_PORT')), {
    environment: { ORACLE_PORT: '8000' },
  }),
  'good: environment default': whole(WHOLE.replace('127.0.0.1:8000', inVariable('ORACLE_PORT-8000'))),
  'good: conditions': whole(`.if version_atleast(2.4)\n${WHOLE}.elif defined(X)\nnonsense\n.else\nnonsense\n.endif\n`),
  'good: named defaults': whole(
    `${HEAD.replace('defaults', 'defaults one')}${HEAD.replace('defaults', 'defaults two from one')}frontend f from two\n    bind :8000\n    default_backend b\nbackend b from one\n    server s 127.0.0.1:1\n`,
  ),
  'bad: no final line feed': whole(WHOLE.slice(0, -1)),
  'bad: unknown section': whole(`${WHOLE}fronted g\n`),
  'bad: keyword outside sections': whole(`bind :80\n${WHOLE}`),
  'bad: unclosed quote': whole(WHOLE.replace('bind 127', 'bind "127')),
  'bad: unclosed condition': whole(`.if true\n${WHOLE}`),
  'bad: else without if': whole(`${WHOLE}.else\n`),
  'bad: error directive': whole(`${WHOLE}.alert "not here"\n`),
  'bad: unknown defaults': whole(`${HEAD}frontend f from nobody\n    bind :8000\n`),
  'bad: several errors': inFrontend('nonsense', 'option nonsense', 'acl', 'http-request nonsense'),
  'bad: frontend without name': whole(`${HEAD}frontend\n    bind :8000\n`),
  'bad: name with bad character': whole(`${HEAD}frontend f!g\n    bind :8000\n`),
  'bad: two backends of one name': whole(`${WHOLE}${BACK}`),
  'differs: frontend and backend of one name': whole(WHOLE.replace('frontend f', 'frontend b')),
  'differs: no listener': whole(`${HEAD}${BACK}`),
}

const global = {
  'good: global': inGlobal(
    'maxconn 1000',
    'nbthread 2',
    'log /dev/log local0',
    'log-tag x',
    'description y',
    'spread-checks 5',
  ),
  'good: tuning': inGlobal('tune.bufsize 32768', 'tune.maxrewrite 1024', 'tune.ssl.default-dh-param 2048'),
  'bad: unknown global keyword': inGlobal('nonsense'),
  'odd: maxconn not a number': inGlobal('maxconn abc'),
  'bad: nbproc': inGlobal('nbproc 2'),
  'bad: unknown user': inGlobal('user nobody-of-that-name'),
  'bad: log without facility': inGlobal('log 127.0.0.1:514'),
  'bad: unknown facility': inGlobal('log 127.0.0.1:514 nonsense'),
  'bad: global debug': inGlobal('debug'),
  'differs: master-worker': inGlobal('master-worker'),
}

const frontend = {
  'good: acl and use_backend': inFrontend(
    'acl a path /x',
    'use_backend b if a !{ src 10.0.0.0/8 } || { hdr(host) -i x }',
  ),
  'good: rules': inFrontend(
    'http-request set-header X %[src]',
    'http-request deny deny_status 429 if { path /x }',
    'http-response del-header Y',
  ),
  'good: log format': inFrontend('log 127.0.0.1:514 local0', 'log-format "%ci %[capture.req.uri,lower] %{+Q}r %ST"'),
  'bad: fetch not available in logs': inFrontend('log-format "%[path,lower]"'),
  'good: captures': inFrontend('capture request header Host len 10', 'declare capture response len 5'),
  'good: binds': inFrontend(
    'bind :8002-8004,127.0.0.1:8005 name x',
    'bind /tmp/oracle.sock mode 600 user root',
    'bind :::8006 v6only',
  ),
  'bad: unknown keyword': inFrontend('nonsense'),
  'bad: unknown option': inFrontend('option nonsense'),
  'bad: unknown mode': inFrontend('mode nonsense'),
  'bad: server in a frontend': inFrontend('server s 127.0.0.1:1'),
  'bad: bind without port': inFrontend('bind 127.0.0.1'),
  'bad: bind with a bad port': inFrontend('bind 127.0.0.1:99999'),
  'bad: bind with an unknown option': inFrontend('bind :8002 nonsense'),
  'bad: bind with a missing certificate': inFrontend('bind :8002 ssl crt /nonexistent.pem'),
  'bad: bind ssl without certificate': inFrontend('bind :8002 ssl'),
  'bad: unknown default backend': whole(WHOLE.replace('default_backend b', 'default_backend nobody')),
  'bad: unknown backend': inFrontend('use_backend nobody if TRUE'),
  'bad: unknown acl': inFrontend('use_backend b if nobody'),
  'bad: unknown fetch': inFrontend('acl a nonsense'),
  'bad: unknown converter': inFrontend('http-request set-header X %[src,nonsense]'),
  'bad: fetch with bad arguments': inFrontend('http-request set-header X %[rand(a)]'),
  'bad: converter with missing arguments': inFrontend('http-request set-header X %[path,field]'),
  'bad: unclosed expression': inFrontend('http-request set-header X %[path'),
  'bad: unknown log variable': inFrontend('log-format "%zz"'),
  'bad: bad regular expression': inFrontend('acl a path_reg ('),
  'bad: bad address in an acl': inFrontend('acl a src 10.0.0.300'),
  'bad: bad number in an acl': inFrontend('acl a dst_port abc'),
  'bad: http-request without action': inFrontend('http-request'),
  'bad: unknown action': inFrontend('http-request nonsense'),
  'bad: set-header without value': inFrontend('http-request set-header X'),
  'bad: deny with a bad status': inFrontend('http-request deny deny_status abc'),
  'bad: redirect without target': inFrontend('http-request redirect'),
  'bad: redirect with a bad code': inFrontend('http-request redirect location / code 299'),
  'bad: unknown timeout': inFrontend('timeout nonsense 1s'),
  'bad: timeout without value': inFrontend('timeout client'),
  'bad: timeout not a duration': inFrontend('timeout client soon'),
  'bad: timeout overflow': inFrontend('timeout client 100000000000d'),
  'bad: missing error file': inFrontend('errorfile 503 /nonexistent.http'),
  'bad: error file for an unknown status': inFrontend('errorfile 299 /dev/null'),
  'bad: missing map': inFrontend('http-request set-header X %[path,map(/nonexistent.map)]'),
  'bad: reqadd': inFrontend('reqadd X:\\ y'),
  'bad: clitimeout': inFrontend('clitimeout 5000'),
  'bad: forceclose': inFrontend('option forceclose'),
  'bad: listen with an address': whole(`${HEAD}listen f 127.0.0.1:8000\n`),
  'warns: rules out of order': inFrontend('http-request deny if { path /x }', 'tcp-request connection accept'),
  'warns: http rule in tcp mode': inFrontend('mode tcp', 'option httplog'),
  'warns: unit missing': inFrontend('timeout client 30'),
  'warns: accept-invalid': inFrontend('option accept-invalid-http-request'),
  'warns: suffix and match': inFrontend('acl a hdr_beg(host) -m end x'),
  'differs: two matches': inFrontend('acl a hdr(host) -m beg -m end x'),
  'differs: empty argument': inFrontend('bind :8002 "" name x'),
  'differs: bind process': inFrontend('bind :8002 process 1'),
}

const backend = {
  'good: balances': inBackend(
    'balance url_param id check_post',
    'hash-type consistent djb2',
    'cookie S insert indirect nocache',
  ),
  'good: checks': inBackend(
    'option httpchk GET /',
    'http-check expect status 200-299',
    'default-server inter 2s fall 3 rise 2',
  ),
  'good: stick table': inBackend('stick-table type ip size 1m expire 30m store gpc0,conn_rate(10s)', 'stick on src'),
  'good: servers': inBackend(
    'server a 127.0.0.1:1 check weight 10 backup cookie x',
    'server b ::1:2 maxconn 10',
    'server c /tmp/x.sock',
  ),
  'bad: unknown balance': inBackend('balance nonsense'),
  'warns: bind in a backend': inBackend('bind :8002'),
  'bad: server without address': inBackend('server a'),
  'bad: server with an unknown option': inBackend('server a 127.0.0.1:1 nonsense'),
  'bad: server with a bad weight': inBackend('server a 127.0.0.1:1 weight 300'),
  'bad: server inter not a duration': inBackend('server a 127.0.0.1:1 check inter x'),
  'bad: two servers of one name': inBackend('server s 127.0.0.1:1'),
  'bad: two servers of one id': inBackend('server a 127.0.0.1:1 id 7', 'server c 127.0.0.1:1 id 7'),
  'bad: cookie without name': inBackend('cookie'),
  'bad: cookie with conflicting modes': inBackend('cookie S insert rewrite'),
  'odd: retries not a number': inBackend('retries x'),
  'bad: stick-table with an unknown type': inBackend('stick-table type nonsense size 1'),
  'bad: stick-table without size': inBackend('stick-table type ip'),
  'bad: unknown hash': inBackend('hash-type nonsense'),
  'bad: http-check nonsense': inBackend('option httpchk', 'http-check nonsense'),
  'bad: use-server unknown': inBackend('use-server nobody if TRUE'),
  'bad: source nonsense': inBackend('source nonsense:x'),
  'bad: rspadd': inBackend('rspadd X:\\ y'),
  'differs: dispatch': inBackend('dispatch 127.0.0.1:1'),
  'differs: option transparent': inBackend('option transparent'),
  'differs: httpchk hides headers': inBackend('option httpchk GET / HTTP/1.1\\r\\nHost:\\ x'),
}

/** 3.x refuses it at this line. */
const refused = (name: string, line: number, reason: string): SinceOverride[] => [
  { at: `cases.${name}.exit`, value: 1, reason },
  { at: `cases.${name}.diagnostics`, value: [`ALERT haproxy.cfg:${line}`], reason },
]
/** 3.x warns at this line. */
const warned = (name: string, line: number, reason: string): SinceOverride[] => [
  { at: `cases.${name}.diagnostics`, value: [`WARNING haproxy.cfg:${line}`], reason },
]

export const scenarios = [
  defineCheckScenario({
    name: 'check/files',
    summary: 'The shape of files: sections, quoting, conditions, environment.',
    cases: files,
    since: [
      {
        at: 'cases.differs: frontend and backend of one name.exit',
        value: 1,
        reason: '3.3: proxies have unique names',
      },
      { at: 'cases.differs: frontend and backend of one name.diagnostics', value: ANYTHING, reason: '3.3: as above' },
      ...['backslash at the end of a line', 'unclosed condition', 'several errors', 'two backends of one name'].map(
        (name) => ({
          at: `cases.bad: ${name}.diagnostics`,
          value: ANYTHING,
          reason: 'Weir goes on after an error, so that one run reports all: it names more lines',
        }),
      ),
      {
        at: 'cases.differs: no listener.exit',
        value: 0,
        reason: '3.5: a configuration without listeners is valid when checked',
      },
      { at: 'cases.differs: no listener.diagnostics', value: [], reason: '3.5: as above' },
    ],
  }),
  defineCheckScenario({
    name: 'check/global',
    summary: 'Keywords of the global section.',
    cases: global,
    since: refused('differs: master-worker', 2, '3.5: master-worker is an argument of the command line'),
  }),
  defineCheckScenario({
    name: 'check/frontend',
    summary: 'Keywords of frontends.',
    cases: frontend,
    since: [
      ...warned('warns: unit missing', 8, '3.1: a suspiciously small time without unit'),
      ...warned('warns: accept-invalid', 8, '3.1: renamed option'),
      ...warned('warns: suffix and match', 8, '3.3: the suffix’s match is overwritten'),
      ...refused('differs: two matches', 8, '3.3: one match per acl'),
      ...refused('differs: empty argument', 8, '3.3: an empty argument is refused'),
      {
        at: 'cases.bad: listen with an address.exit',
        value: 0,
        reason: '3.5: nothing to listen on is no reason to fail a check',
      },
      {
        at: 'cases.bad: listen with an address.diagnostics.0',
        value: 'WARNING haproxy.cfg:6',
        reason: 'an alert refuses the configuration, which this one does not',
      },
      ...refused('differs: bind process', 8, '2.7: process sets are gone'),
    ],
  }),
  defineCheckScenario({
    name: 'check/backend',
    summary: 'Keywords of backends.',
    cases: backend,
    since: [
      ...refused('differs: dispatch', 9, '3.5: dispatch is removed'),
      ...refused('differs: option transparent', 9, '3.5: option transparent is removed'),
      ...refused('differs: httpchk hides headers', 9, '2.7: headers after the version are refused'),
    ],
  }),
]
