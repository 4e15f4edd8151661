/** PROXY headers from one listener to the next: what is told of the client beside addresses. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ORACLE_ROOT } from '../../src/implementation.ts'
import { defineScenario, fetchOnce, HTTP } from '../../src/index.ts'

const CERTIFICATE = readFileSync(join(ORACLE_ROOT, 'fixtures/oracle.test.pem'), 'latin1')

/** The words of a server that a listener of its own sends requests to. */
const SERVERS: Readonly<Record<string, string>> = {
  all: 'send-proxy-v2 proxy-v2-options ssl,cert-cn,ssl-cipher,cert-sig,cert-key,authority,crc32c,unique-id',
  authority: 'send-proxy-v2 proxy-v2-options authority',
  identified: 'send-proxy-v2 proxy-v2-options unique-id,crc32c',
  plain: 'send-proxy-v2',
  named: 'send-proxy-v2-ssl-cn',
  first: 'send-proxy proxy-v2-options authority,unique-id',
  alone: 'proxy-v2-options authority',
  taken: 'send-proxy-v2-ssl no-send-proxy-v2',
}

const listeners = Object.entries(SERVERS)
  .map(
    ([name, words]) => `listen to-${name}
    bind {{to_${name}}}
    server s {{tls_${name}}} ssl verify none sni str(www.oracle.test)
listen tls-${name}
    bind {{tls_${name}}} ssl crt {{dir}}/site.pem
    unique-id-format it-is-%[dst]
    server s {{told}} ${words}
`,
  )
  .join('')

export const scenario = defineScenario({
  name: 'http/proxy-fields',
  summary: 'PROXY headers tell names and identifiers as the words of the server say.',
  config: `${HTTP}
    no log
${listeners}listen told
    bind {{told}} accept-proxy
    http-request return status 200 content-type text/plain lf-string "%[src] name=%[fc_pp_authority] id=%[fc_pp_unique_id]"
`,
  files: { 'site.pem': CERTIFICATE },
  steps: Object.keys(SERVERS).map((name) => fetchOnce(name, `to_${name}`, '/')),
})
