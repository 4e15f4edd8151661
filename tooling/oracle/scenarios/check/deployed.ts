/** Verdicts on whole configurations that people deploy, completed with what their machines had. */
import { readdirSync, readFileSync } from 'node:fs'
import { ANYTHING, type CheckCase, defineCheckScenario, type SinceOverride } from '../../src/index.ts'

const fixtures = new URL('../../fixtures/', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, fixtures), 'latin1')

const ERROR_PAGE = 'HTTP/1.0 503 Service Unavailable\r\nContent-Type: text/html\r\n\r\n<p>gone</p>\n'
const files = {
  'certs/site.pem': read('oracle.test.pem'),
  ...Object.fromEntries(
    ['400', '403', '408', '500', '502', '503', '504'].map((code) => [`errors/${code}.http`, ERROR_PAGE]),
  ),
}

/** Certificates and error pages are supplied; users exist only when asked for. */
const located = (text: string, certificate: string) =>
  text
    .replaceAll('/etc/haproxy/certs/solvethenetwork.com.pem', certificate)
    .replaceAll('/etc/haproxy/errors/', '{{dir}}/errors/')
const withUsers = (text: string) => text.replace(/^(\s*(?:user|group)) \S+$/gm, '$1 root')

const cases: Record<string, CheckCase> = {}
for (const file of readdirSync(new URL('configs', fixtures)).sort()) {
  const text = read(`configs/${file}`)
  const name = file.replace(/\.cfg$/, '')
  cases[`${name} complete`] = { config: withUsers(located(text, '{{dir}}/certs/site.pem')), files }
  if (/^\s*user infra/m.test(text))
    cases[`${name} without its user`] = { config: located(text, '{{dir}}/certs/site.pem'), files }
  if (text.includes('.pem')) {
    cases[`${name} without its certificate`] = { config: withUsers(located(text, '{{dir}}/certs/absent.pem')), files }
  }
}
cases['fragment-proxy-protocol with a frontend'] = {
  config: `${read('configs/fragment-proxy-protocol.cfg')}\nfrontend f\n    mode tcp\n    bind :5432\n    default_backend pgsql_backend_proxy\n`,
}
cases['fragment-readyz-checks with a frontend'] = {
  config: `defaults\n    mode http\n${read('configs/fragment-readyz-checks.cfg')}\nfrontend f\n    bind :80\n    default_backend app_backend_advanced\n`,
}
cases['path-routing with its backends'] = {
  config: `${read('configs/path-routing.cfg')}\nbackend blog-backend\n    mode http\n    server s 127.0.0.1:1\nbackend web-backend\n    mode http\n    server s 127.0.0.1:1\n`,
}

const withoutListener: readonly SinceOverride[] = [
  'fragment-proxy-protocol complete',
  'fragment-readyz-checks complete',
].flatMap((name) => [
  { at: `cases.${name}.exit`, value: 0, reason: '3.5: a configuration without listeners is valid when checked' },
  {
    at: `cases.${name}.diagnostics`,
    value: [],
    reason: '3.5: a configuration without listeners is valid when checked',
  },
])

/** Weir refuses TLS termination on the line that asks for it, whatever else the file lacks. */
const withoutTls: readonly SinceOverride[] = [
  'https-l7 complete',
  'https-l7 without its user',
  'https-l7 without its certificate',
  'mixed-modes complete',
  'mixed-modes without its certificate',
].flatMap((name) => [
  { at: `cases.${name}.exit`, value: ANYTHING, reason: 'Weir has no TLS: ssl, crt and alpn are refused, not read' },
  {
    at: `cases.${name}.diagnostics`,
    value: ANYTHING,
    reason: 'Weir has no TLS: ssl, crt and alpn are refused, not read',
  },
])

export const scenario = defineCheckScenario({
  name: 'check/deployed',
  summary: 'Configurations from articles and distributions.',
  cases,
  since: [...withoutListener, ...withoutTls],
})
