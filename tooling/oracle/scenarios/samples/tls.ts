/** Fetches of TLS: one listener is the client of another, with and without certificates, with TLS 1.2 and 1.3. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ORACLE_ROOT } from '../../src/implementation.ts'
import { defineScenario, fetchOnce, HTTP } from '../../src/index.ts'
import { given, LENGTH_OF_ANSWER, sampleGroup } from '../../src/sample-answers.ts'

const CERTIFICATE = readFileSync(join(ORACLE_ROOT, 'fixtures/oracle.test.pem'), 'latin1')

/** What shows of a value that is drawn at random, or that is long. */
const lengthOf = (...names: readonly string[]): string[] => names.map((name) => `${name},hex,length`)
const digestOf = (...names: readonly string[]): string[] => names.map((name) => `${name},sha1,hex`)

/** Over the connection to the server, in responses. */
const serverSide: readonly string[] = [
  ...['ssl_bc', 'ssl_bc_cipher', 'ssl_bc_protocol', 'ssl_bc_alpn', 'ssl_bc_npn', 'ssl_bc_is_resumed'],
  ...['ssl_bc_alg_keysize', 'ssl_bc_use_keysize', 'ssl_bc_err', 'ssl_bc_err_str'],
  ...lengthOf('ssl_bc_session_id', 'ssl_bc_session_key', 'ssl_bc_unique_id', 'ssl_bc_client_random'),
  ...digestOf('ssl_s_der', 'ssl_s_chain_der'),
  ...[
    'ssl_s_notafter',
    'ssl_s_notbefore',
    'ssl_s_version',
    'ssl_s_key_alg',
    'ssl_s_sig_alg',
    'ssl_s_s_dn',
    'ssl_s_i_dn',
  ],
  ...['ssl_s_sha1,hex', 'ssl_s_serial,hex', 'ssl_fc', 'ssl_c_used', 'bc_http_major'],
  // The other end's word on the same secrets.
  ...['client_random', 'session_key'].map((name) => `ssl_bc_${name},hex,strcmp(txn.${name})`),
]

/** Over the connection of the client, in requests. */
const clientSide: readonly string[] = [
  ...['ssl_fc', 'ssl_fc_cipher', 'ssl_fc_protocol', 'ssl_fc_alpn', 'ssl_fc_npn', 'ssl_fc_is_resumed', 'ssl_fc_sni'],
  ...['ssl_fc_alg_keysize', 'ssl_fc_use_keysize', 'ssl_fc_has_crt', 'ssl_fc_has_sni', 'ssl_fc_has_early'],
  ...['ssl_fc_err', 'ssl_fc_err_str', 'ssl_c_verify', 'ssl_c_err', 'ssl_c_used', 'ssl_c_ca_err', 'ssl_c_ca_err_depth'],
  ...lengthOf('ssl_fc_session_id', 'ssl_fc_session_key', 'ssl_fc_unique_id', 'ssl_fc_client_random'),
  ...digestOf('ssl_c_der', 'ssl_c_chain_der', 'ssl_f_der'),
  ...['ssl_c_notafter', 'ssl_c_version', 'ssl_c_key_alg', 'ssl_c_s_dn', 'ssl_c_sha1,hex', 'ssl_c_serial,hex'],
  ...['ssl_f_notafter', 'ssl_f_version', 'ssl_f_key_alg', 'ssl_f_s_dn(CN)', 'ssl_f_i_dn', 'ssl_f_sha1,hex'],
]

const ways: Readonly<Record<string, string>> = {
  newest: 'ssl verify none alpn http/1.1 sni str(srv.example)',
  certificate: 'ssl verify none crt {{dir}}/c.pem',
  older: 'ssl verify none ssl-max-ver TLSv1.2 sni str(other.example) alpn h2,http/1.1',
  older_certificate: 'ssl verify none ssl-max-ver TLSv1.2 crt {{dir}}/c.pem no-tls-tickets',
  plain: '',
}

const AUTOMATIC_NAME = '3.3: the name asked for is that of the Host header unless the server says otherwise'

const backends = sampleGroup('http-response', serverSide)
const answers = sampleGroup('http-request', clientSide)
const SECRETS = ['client_random', 'session_key']

export const scenarios = [
  defineScenario({
    name: 'samples/tls-client-side',
    summary: 'Fetches of the TLS connection that a client made.',
    config: `${HTTP}
${Object.entries(ways)
  .map(
    ([name, options]) => `listen ${name}
    bind {{${name}}}
    no log
    server origin {{${name === 'plain' ? 'open' : 'tls'}}} ${options}
`,
  )
  .join('')}
frontend tls
    bind {{tls}} ssl crt {{dir}}/c.pem verify optional ca-file {{dir}}/c.pem crt-ignore-err all ca-ignore-err all alpn http/1.1
    bind {{open}}
    log-format "sslc=<%sslc> sslv=<%sslv> %{+Q}sslc HPO=<%HPO>"
${answers.rules}
    http-request return status 200 content-type text/plain lf-file {{dir}}/answer
`,
    files: { 'c.pem': CERTIFICATE, answer: answers.answer },
    normalise: [LENGTH_OF_ANSWER],
    since: ['certificate', 'older_certificate'].flatMap((name) => [
      given('ssl_fc_sni', 'example.test', name, AUTOMATIC_NAME),
      given('ssl_fc_has_sni', '1', name, AUTOMATIC_NAME),
    ]),
    steps: Object.keys(ways).map((name) => fetchOnce(name, name, '/')),
  }),
  defineScenario({
    name: 'samples/tls-server-side',
    summary: 'Fetches of the TLS connection to a server.',
    config: `${HTTP}
${Object.entries(ways)
  .map(
    ([name, options]) => `listen ${name}
    bind {{${name}}}
    no log
${SECRETS.map((each) => `    http-response set-var(txn.${each}) res.hdr(x-${each.replaceAll('_', '-')})\n`).join('')}${backends.rules}
    http-response return status 200 content-type text/plain lf-file {{dir}}/answer
    server origin {{${name === 'plain' ? 'open' : 'tls'}}} ${options}
`,
  )
  .join('')}
frontend tls
    bind {{tls}} ssl crt {{dir}}/c.pem verify optional ca-file {{dir}}/c.pem crt-ignore-err all ca-ignore-err all alpn http/1.1
    bind {{open}}
    no log
    http-request return status 200 ${SECRETS.map((each) => `hdr x-${each.replaceAll('_', '-')} "%[ssl_fc_${each},hex]"`).join(' ')}
`,
    files: { 'c.pem': CERTIFICATE, answer: backends.answer },
    normalise: [LENGTH_OF_ANSWER],
    steps: Object.keys(ways).map((name) => fetchOnce(name, name, '/')),
  }),
]
