import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseConfig } from '@weir/config'
import type { OptionsStore } from '@weir/keyword'
import { bindLines, certificateStore, loadedBindTls, loadedServerTls } from '@weir/l4'
import { standardVocabulary } from '@weir/standard'
import { expect, test } from 'vitest'

const keys = fileURLToPath(new URL('files/', import.meta.url))

function load(text: string, list = '') {
  const { model, diagnostics } = parseConfig({
    files: [{ name: 'C', text: text.replaceAll('K/', keys) }],
    vocabulary: standardVocabulary,
    configFiles: {
      read(path) {
        if (path === 'L') return { text: list.replaceAll('K/', keys) }
        try {
          return { text: readFileSync(path, 'latin1') }
        } catch {
          return { error: 'No such file or directory' }
        }
      },
      list(path) {
        try {
          return { names: readdirSync(path) }
        } catch {
          return { error: 'Not a directory' }
        }
      },
    },
  })
  expect(diagnostics.filter(({ severity }) => severity === 'alert')).toEqual([])
  return model
}

const frame = (bind: string, more = '', global = ''): string =>
  `global\n${global}defaults\n  mode http\n${more}frontend f\n  bind :1 ssl ${bind}\n`

function listenerOf(text: string, list = '') {
  const settings = load(text, list).proxies[0]!.options.get(bindLines).lines[0]!.options.get(loadedBindTls).settings
  if (settings === null) throw new Error('the line has no settings')
  return settings
}

const both = { ecdsa: true, rsa: true }
const shortName = (name: string | undefined): string | null => name?.replace(keys, '') ?? null

test.each<[string, string | null, { ecdsa: boolean; rsa: boolean }, string | null]>([
  ['crt K/rsa.pem crt K/ecdsa.pem', 'a.test', both, 'ecdsa.pem'],
  ['crt K/rsa.pem crt K/ecdsa.pem', 'a.test', { ecdsa: false, rsa: true }, 'rsa.pem'],
  ['crt K/rsa.pem crt K/ecdsa.pem', 'www.a.test', both, 'rsa.pem'],
  ['crt K/rsa.pem crt K/ecdsa.pem', 'unknown.test', both, 'rsa.pem'],
  ['crt K/rsa.pem crt K/ecdsa.pem', null, both, 'rsa.pem'],
  ['crt K/rsa.pem default-crt K/ecdsa.pem', null, both, 'ecdsa.pem'],
  ['crt K/bundle/site', null, both, 'bundle/site.ecdsa'],
  ['crt K/bundle/site', null, { ecdsa: false, rsa: true }, 'bundle/site.rsa'],
  ['crt K/directory', 'x.wild.test', both, 'directory/w.pem'],
  ['crt K/directory', 'x.y.wild.test', both, 'directory/a.pem'],
  ['crt K/rsa.pem strict-sni', 'unknown.test', both, null],
  ['crt K/rsa.pem strict-sni', null, both, null],
  ['crt K/rsa.pem strict-sni', 'a.test', both, 'rsa.pem'],
  ['crt K/rsa.pem crt K/address-only.pem', 'nosan.test', both, 'address-only.pem'],
])('%s: %s, %o gets %s', (bind, name, accepts, expected) => {
  expect(shortName(listenerOf(frame(bind)).selectIdentity(name, accepts)?.credential.name)).toBe(expected)
})

test('a list overrides the line for its certificates', () => {
  const settings = listenerOf(
    frame('crt K/rsa.pem alpn http/1.1 crt-list L ssl-min-ver TLSv1.0'),
    'K/wildcard.pem [alpn http/1.0 ssl-min-ver TLSv1.3 verify required ca-file K/authority.pem] *.l.test !x.l.test\nK/ecdsa.pem *\n',
  )
  const identity = settings.selectIdentity('y.l.test', both)
  expect(shortName(identity?.credential.name)).toBe('wildcard.pem')
  expect(identity?.negotiation).toMatchObject({ alpn: ['http/1.0'], minVersion: 'TLSv1.3' })
  expect(identity?.verification).toMatchObject({ mode: 'required', authorities: expect.stringContaining('BEGIN') })
  const other = settings.selectIdentity('x.l.test', both)
  expect(shortName(other?.credential.name)).toBe('ecdsa.pem')
  expect(other?.negotiation).toMatchObject({ alpn: ['http/1.1'], minVersion: 'TLSv1' })
  expect(settings.selectIdentity('y.l.test', both)).toBe(identity)
})

test('stores and ssl-f-use lend certificates', () => {
  const text = `crt-store web\n  crt-base K/\n  load crt rsa.pem alias a\ndefaults\n  mode http\nfrontend f\n  ssl-f-use alpn http/1.0 crt K/wildcard.pem\n  bind :1 ssl crt @web/a\n`
  const settings = listenerOf(text)
  expect(settings.selectIdentity('a.test', both)?.credential.name).toBe('@web/a')
  const lent = settings.selectIdentity('x.wild.test', both)
  expect(shortName(lent?.credential.name)).toBe('wildcard.pem')
  expect(lent?.negotiation.alpn).toEqual(['http/1.0'])
})

test('chains come from the file, or from the directory of chains', () => {
  const own = listenerOf(frame('crt K/wildcard.pem')).defaultIdentity.credential.certificates
  expect(own.match(/BEGIN CERTIFICATE/g)).toHaveLength(2)
  const completed = listenerOf(frame('crt K/address-only.pem', '', '  issuers-chain-path K/\n'))
  expect(completed.defaultIdentity.credential.certificates.match(/BEGIN CERTIFICATE/g)).toHaveLength(2)
})

test('defaults of global count where the line says nothing', () => {
  const global = `  ssl-default-bind-options ssl-min-ver TLSv1.3 no-tls-tickets prefer-client-ciphers
  ssl-default-bind-ciphers HIGH
  tune.ssl.keylog on
  tune.ssl.capture-buffer-size 96
  ssl-security-level 2
`
  const settings = listenerOf(frame('crt K/rsa.pem tls-tickets', '', global))
  expect(settings).toMatchObject({ prefersClientCiphers: true, keepsSecrets: true, captureBytes: 96 })
  expect(settings.defaultIdentity.negotiation).toMatchObject({
    minVersion: 'TLSv1.3',
    ciphers: 'HIGH:@SECLEVEL=2',
    usesTickets: true,
  })
})

test('authorities are named to clients unless the line keeps them back', () => {
  const named = listenerOf(frame('crt K/rsa.pem verify optional ca-file K/authority.pem'))
  expect(named.defaultIdentity.verification).toMatchObject({ mode: 'optional', unnamedAuthorities: null })
  const hidden = listenerOf(frame('crt K/rsa.pem verify optional ca-file K/authority.pem no-ca-names'))
  expect(hidden.defaultIdentity.verification).toMatchObject({ authorities: null })
  expect(hidden.defaultIdentity.verification.unnamedAuthorities).toContain('BEGIN CERTIFICATE')
})

test('servers: what is said, what global says, and checks of their own', () => {
  const text = `global
  ssl-server-verify none
  ssl-default-server-options ssl-min-ver TLSv1.3
backend b
  mode tcp
  default-server ssl
  server s1 127.0.0.1:1
  server s2 127.0.0.1:1 verify required ca-file K/authority.pem crt K/rsa.pem verifyhost a.test no-ssl-reuse alpn h2
  server s3 127.0.0.1:1 no-ssl check-ssl
  server s4 127.0.0.1:1 no-ssl
`
  const model = load(text)
  const [s1, s2, s3, s4] = ['s1', 's2', 's3', 's4'].map((name) => {
    const line = model.find('server', `b/${name}`) as { readonly options: OptionsStore }
    return line.options.get(loadedServerTls)
  })
  expect(s1?.settings).toMatchObject({
    verification: { mode: 'none' },
    negotiation: { minVersion: 'TLSv1.3' },
    reusesSessions: true,
    credential: null,
  })
  expect(s2?.settings).toMatchObject({
    verification: { mode: 'required', authorities: expect.stringContaining('BEGIN') },
    verifiedHost: 'a.test',
    reusesSessions: false,
    negotiation: { alpn: ['h2'] },
  })
  expect(shortName(s2?.settings?.credential?.name)).toBe('rsa.pem')
  expect(s2?.checks).toBe(s2?.settings)
  expect([s3?.settings, s4?.settings, s4?.problem]).toEqual([null, null, null])
  expect(s3?.checks).toMatchObject({ verification: { mode: 'none' } })
})

test('a certificate that is replaced is seen by listeners, by its new names', () => {
  const model = load(frame('crt K/rsa.pem crt K/address-only.pem'))
  const settings = model.proxies[0]!.options.get(bindLines).lines[0]!.options.get(loadedBindTls).settings!
  const { store } = model.global.options.get(certificateStore)
  const before = settings.selectIdentity('nosan.test', both)
  const entry = store.certificates.get(`${keys}address-only.pem`)!
  store.replace(entry, { ...entry.loaded, names: ['new.test'], credential: { ...entry.loaded.credential } })
  expect(settings.selectIdentity('new.test', both)?.credential).toBe(entry.loaded.credential)
  expect(settings.selectIdentity('new.test', both)).not.toBe(before)
  expect(shortName(settings.selectIdentity('nosan.test', both)?.credential.name)).toBe('rsa.pem')
})
