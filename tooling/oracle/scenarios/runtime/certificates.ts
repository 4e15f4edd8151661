/** Commands about what is loaded for TLS. Files are replaced in transactions, lists line by line. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ORACLE_ROOT } from '../../src/implementation.ts'
import { command, defineScenario, fetchOnce, HTTP, type ScenarioStep, type SinceOverride } from '../../src/index.ts'

const read = (name: string): string => readFileSync(join(ORACLE_ROOT, 'fixtures', name), 'latin1')
const ORACLE = read('oracle.test.pem')
const OTHER = read('other.test.pem')
const AUTHORITY = read('other-authority.pem')
const REVOCATIONS = read('revocations.pem')
const KEY = /-----BEGIN (?:EC )?PRIVATE KEY-----[\s\S]*?-----END (?:EC )?PRIVATE KEY-----/.exec(OTHER)![0]
const TICKETS = ['A', 'B', 'C'].map((letter) => `${letter.repeat(64)}\n`).join('')

/** Empty lines would end the payload. */
const withPayload = (text: string, payload: string): ScenarioStep =>
  command(`${text} <<\n${payload.replace(/\n+/g, '\n').trim()}\n`)

const CONFIG = `${HTTP}
    no log
frontend fe
    bind {{plain}}
    bind {{tls}} ssl crt {{dir}}/site.pem
    bind {{list}} ssl crt-list {{dir}}/list
    bind {{verified}} ssl crt {{dir}}/site.pem ca-file {{dir}}/authority.pem verify optional crl-file {{dir}}/revocations.pem tls-ticket-keys {{dir}}/tickets
    bind {{directory}} ssl crt {{dir}}/all
    http-request return status 200 content-type text/plain lf-string %[ssl_f_s_dn]
backend to-itself
    server s {{tls}} ssl verify none crt {{dir}}/other.pem
listen through
    bind {{through}}
    http-reuse never
    server s {{tls}} ssl verify none no-ssl-reuse
`

const files = {
  'site.pem': ORACLE,
  'other.pem': OTHER,
  'authority.pem': AUTHORITY,
  'revocations.pem': REVOCATIONS,
  tickets: TICKETS,
  list: '# names\n{{dir}}/site.pem [ssl-min-ver TLSv1.2] a.test !b.a.test *.a.test\n{{dir}}/other.pem\n{{dir}}/other.pem c.test\n',
  'all/one.pem': ORACLE,
  'all/two.pem': OTHER,
}

const AUTHORITIES_OF_THE_SYSTEM: SinceOverride = {
  at: 'answers.*.answer',
  change: (answer) => String(answer).replace(/^@system-ca - \d+ certificate\(s\)\n/m, ''),
  reason: 'authorities of the system are loaded for the HTTP client of HAProxy itself, which Weir does not have',
}

export const scenarios = [
  defineScenario({
    name: 'runtime/certificates',
    summary: 'Certificates are listed, told of, made, replaced and deleted; new connections are shown the new one.',
    config: CONFIG,
    files,
    steps: [
      command('show ssl cert'),
      command('show ssl cert {{dir}}/site.pem'),
      command('show ssl cert {{dir}}/nope'),
      fetchOnce('before', 'through', '/'),
      withPayload('set ssl cert {{dir}}/nope', OTHER),
      withPayload('set ssl cert {{dir}}/site.pem', 'junk'),
      command('set ssl cert {{dir}}/site.pem'),
      command('commit ssl cert {{dir}}/site.pem'),
      command('abort ssl cert {{dir}}/site.pem'),
      withPayload('set ssl cert {{dir}}/site.pem', OTHER),
      command('show ssl cert'),
      command('show ssl cert *{{dir}}/site.pem'),
      command('commit ssl cert {{dir}}/other.pem'),
      command('abort ssl cert {{dir}}/other.pem'),
      fetchOnce('open', 'through', '/'),
      command('commit ssl cert {{dir}}/site.pem'),
      fetchOnce('after', 'through', '/'),
      command('show ssl cert {{dir}}/site.pem'),
      command('new ssl cert'),
      command('new ssl cert {{dir}}/site.pem'),
      command('new ssl cert {{dir}}/new.pem'),
      command('show ssl cert {{dir}}/new.pem'),
      withPayload('set ssl cert {{dir}}/new.pem', AUTHORITY),
      withPayload('set ssl cert {{dir}}/new.pem.key', 'junk'),
      withPayload('set ssl cert {{dir}}/new.pem.key', KEY),
      command('commit ssl cert {{dir}}/new.pem'),
      withPayload('set ssl cert {{dir}}/new.pem', OTHER),
      command('commit ssl cert {{dir}}/new.pem'),
      command('show ssl cert {{dir}}/new.pem'),
      command('del ssl cert {{dir}}/site.pem'),
      command('del ssl cert {{dir}}/nope'),
      command('del ssl cert {{dir}}/new.pem'),
      command('show ssl cert'),
    ],
  }),
  defineScenario({
    name: 'runtime/certificate-lists',
    summary: 'Lines are added to lists and directories, and taken out of them.',
    config: CONFIG,
    files,
    steps: [
      command('show ssl crt-list'),
      command('show ssl crt-list {{dir}}/list'),
      command('show ssl crt-list -n {{dir}}/list'),
      command('show ssl crt-list -n'),
      command('show ssl crt-list -n {{dir}}/all'),
      command('show ssl crt-list nope'),
      command('add ssl crt-list {{dir}}/list'),
      command('add ssl crt-list nope {{dir}}/other.pem'),
      command('add ssl crt-list {{dir}}/list nope.pem'),
      command('new ssl cert {{dir}}/empty.pem'),
      command('add ssl crt-list {{dir}}/list {{dir}}/empty.pem'),
      command('add ssl crt-list {{dir}}/all {{dir}}/other.pem'),
      withPayload('add ssl crt-list {{dir}}/list', '{{dir}}/other.pem [verify none] z.test !y.z.test'),
      withPayload('add ssl crt-list {{dir}}/list', '{{dir}}/other.pem [foo] z.test'),
      withPayload('add ssl crt-list {{dir}}/list', '{{dir}}/other.pem a\n{{dir}}/other.pem b'),
      command('show ssl crt-list -n {{dir}}/list'),
      command('del ssl crt-list {{dir}}/list'),
      command('del ssl crt-list nope {{dir}}/other.pem'),
      command('del ssl crt-list {{dir}}/list {{dir}}/other.pem'),
      command('del ssl crt-list {{dir}}/list {{dir}}/other.pem:9'),
      command('del ssl crt-list {{dir}}/list {{dir}}/other.pem:4'),
      command('del ssl crt-list {{dir}}/list {{dir}}/site.pem'),
      command('show ssl crt-list -n {{dir}}/list'),
      command('del ssl crt-list {{dir}}/all {{dir}}/all/two.pem'),
      command('show ssl crt-list {{dir}}/all'),
      command('del ssl cert {{dir}}/all/two.pem'),
    ],
  }),
  defineScenario({
    name: 'runtime/authorities',
    summary: 'Authorities, revocation lists and ticket keys are told of and replaced.',
    config: CONFIG,
    files,
    steps: [
      command('show ssl ca-file'),
      command('show ssl ca-file {{dir}}/authority.pem'),
      command('show ssl ca-file {{dir}}/authority.pem:1'),
      command('show ssl ca-file {{dir}}/authority.pem:2'),
      command('show ssl ca-file nope'),
      command('new ssl ca-file {{dir}}/authority.pem'),
      command('new ssl ca-file new'),
      command('show ssl ca-file new'),
      withPayload('set ssl ca-file nope', AUTHORITY),
      withPayload('set ssl ca-file new', 'junk'),
      withPayload('set ssl ca-file new', AUTHORITY),
      command('show ssl ca-file'),
      command('show ssl ca-file *new:1'),
      withPayload('set ssl ca-file {{dir}}/authority.pem', AUTHORITY),
      command('commit ssl ca-file {{dir}}/authority.pem'),
      command('commit ssl ca-file new'),
      command('abort ssl ca-file new'),
      command('del ssl ca-file new'),
      command('del ssl ca-file new'),
      command('del ssl ca-file {{dir}}/authority.pem'),
      withPayload('set ssl ca-file {{dir}}/authority.pem', `${AUTHORITY}${OTHER}`),
      command('commit ssl ca-file {{dir}}/authority.pem'),
      command('show ssl ca-file {{dir}}/authority.pem:2'),
      command('show ssl crl-file'),
      command('show ssl crl-file {{dir}}/revocations.pem'),
      command('show ssl crl-file {{dir}}/revocations.pem:2'),
      command('show ssl crl-file nope'),
      command('new ssl crl-file {{dir}}/revocations.pem'),
      command('new ssl crl-file new'),
      command('show ssl crl-file new'),
      withPayload('set ssl crl-file new', 'junk'),
      withPayload('set ssl crl-file new', REVOCATIONS),
      command('show ssl crl-file'),
      command('show ssl crl-file *new'),
      command('commit ssl crl-file new'),
      command('del ssl crl-file {{dir}}/revocations.pem'),
      command('del ssl crl-file new'),
      command('show tls-keys'),
      command('show tls-keys *'),
      command('show tls-keys nope'),
      command('set ssl tls-key'),
      command('set ssl tls-key #0 x'),
      command('set ssl tls-key #9 AAAA'),
      command('set ssl tls-key #0 AAAA'),
      command(`set ssl tls-key #0 ${'D'.repeat(64)}`),
      command('show tls-keys {{dir}}/tickets'),
      command('set ssl ocsp-response'),
      command('set ssl ocsp-response AAAA'),
      withPayload('set ssl ocsp-response', 'no'),
    ],
    since: [AUTHORITIES_OF_THE_SYSTEM],
  }),
]
