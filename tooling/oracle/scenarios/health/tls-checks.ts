/** Checks over TLS: which servers are checked in that way, what the handshake is given, and how it fails. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ORACLE_ROOT } from '../../src/implementation.ts'
import { command, commandUntil, csvColumns, defineScenario, HTTP } from '../../src/index.ts'

const CERTIFICATE = readFileSync(join(ORACLE_ROOT, 'fixtures/oracle.test.pem'), 'latin1')

const AUTHORITY = 'verify required ca-file {{dir}}/site.pem'

/** One server a backend, so that no order of checks shows. `check` and `inter` are added. */
const SERVERS: Readonly<Record<string, string>> = {
  ok: '{{tls}} ssl',
  inClear: '{{clear}} ssl',
  mute: '{{silent}} ssl',
  ending: '{{ending}} ssl',
  otherPort: '{{tls}} ssl port {{clear.port}}',
  otherAddress: '{{clear}} ssl addr 127.0.0.1',
  notChecks: '{{clear}} ssl no-check-ssl',
  onlyChecks: '{{tls}} check-ssl',
  otherPortTls: '{{clear}} check-ssl port {{tls.port}}',
  trusted: `{{tls}} ssl ${AUTHORITY} check-sni www.oracle.test`,
  otherName: `{{tls}} ssl ${AUTHORITY} check-sni nope.test`,
  otherHost: `{{tls}} ssl ${AUTHORITY} verifyhost nope.test`,
  untrusted: '{{tls}} ssl verify required ca-file {{dir}}/other.pem',
  version: '{{tls}} ssl ssl-max-ver TLSv1.1',
  proxy: '{{proxied}} ssl send-proxy',
  checkProxied: '{{proxied}} ssl check-send-proxy',
  notProxied: '{{tls}} ssl send-proxy no-check-ssl port {{clear.port}}',
}

/** Backends of more than one line. */
const BACKENDS = `
backend http-ok
    option httpchk GET /x
    server s {{tls}} ssl check
backend http-in-clear
    option httpchk
    server s {{clear}} ssl check
backend http-rule
    option httpchk
    http-check connect port {{tls.port}} ssl sni oracle.test alpn http/1.1
    http-check send meth GET uri /y
    server s {{clear}} check
backend http-plain-rule
    option httpchk
    http-check connect
    http-check send meth GET uri /y
    server s {{clear}} ssl check
backend tcp-rule
    mode tcp
    option tcp-check
    tcp-check connect ssl comment hello
    server s {{clear}} check
backend tcp-rule-ok
    mode tcp
    option tcp-check
    tcp-check connect ssl
    server s {{tls}} check
backend tcp-implied
    mode tcp
    option tcp-check
    server s {{clear}} ssl check
backend tcp-default
    mode tcp
    option tcp-check
    tcp-check connect default
    server s {{tls}} ssl check
backend tcp-silent
    mode tcp
    option tcp-check
    tcp-check connect ssl
    server s {{silent}} check
`

const backends = Object.entries(SERVERS)
  .map(([name, words]) => `backend ${name}\n    server s ${words} check\n`)
  .join('')

export const scenario = defineScenario({
  name: 'health/tls-checks',
  summary: 'Servers are checked over TLS where their line or a rule says so; handshakes fail at layer 6.',
  config: `${HTTP}
    default-server inter 1500 rise 1 fall 1 verify none
    timeout connect 1500
    timeout check 5s
    no log
listen tls
    bind {{tls}} ssl crt {{dir}}/site.pem
    http-request return status 200
listen clear
    bind {{clear}}
    http-request return status 200
listen proxied
    bind {{proxied}} ssl crt {{dir}}/site.pem accept-proxy
    http-request return status 200
listen silent
    mode tcp
    bind {{silent}}
    tcp-request inspect-delay 10s
    tcp-request content accept if { req.payload(0,9000) -m found }
listen closing
    mode tcp
    bind {{ending}}
    tcp-request inspect-delay 10s
    tcp-request content reject if { req.len gt 0 }
${backends}${BACKENDS}`,
  files: {
    'site.pem': CERTIFICATE,
    'other.pem': readFileSync(join(ORACLE_ROOT, 'fixtures/other-authority.pem'), 'latin1'),
  },
  steps: [
    ...[...Object.keys(SERVERS), ...[...BACKENDS.matchAll(/^backend (.*)/gm)].map((match) => match[1]!)].map((name) =>
      commandUntil('show stat', new RegExp(`^${name},s,(?:[^,]*,){34}(?:\\* )?L`, 'm')),
    ),
    command(
      'show stat',
      csvColumns('pxname', 'svname', 'status', 'check_status', 'check_code', 'check_desc', 'last_chk'),
    ),
  ],
  normalise: [{ pattern: /(?<=[,=])\* /g, replacement: '', reason: 'marks a check that is running at that moment' }],
})
