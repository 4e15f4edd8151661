import { expect, test } from 'vitest'
import { testPem } from '../testing/tls-network.ts'
import { CertificateStore } from './certificate-store.ts'
import { noFiles } from './load-words.ts'
import { Loader } from './loader.ts'
import { type TlsProcessOptions, tlsProcessOptions } from './options.ts'
import { readPemBlocks } from './pem-blocks.ts'

const { certificates, privateKey } = readPemBlocks(testPem)
const certificate = `${certificates[0]}\n`
const key = `${privateKey}\n`

function loaderOf(files: Readonly<Record<string, string>>, options: Partial<TlsProcessOptions> = {}) {
  const warnings: string[] = []
  const loader = new Loader(
    new CertificateStore(),
    {
      read: (path) => (files[path] === undefined ? { error: 'No such file or directory' } : { text: files[path] }),
      list(path) {
        const names = Object.keys(files).filter((name) => name.startsWith(`${path}/`))
        if (names.length === 0) return { error: 'Not a directory' }
        return { names: [...new Set(names.map((name) => name.slice(path.length + 1).split('/')[0]!))] }
      },
    },
    { ...tlsProcessOptions.create(), ...options },
    (text) => warnings.push(text),
  )
  return { loader, warnings }
}

const file = (text: string) => ({ text, path: text })
const ignore = (): void => {}

/** The names of what a path stands for, or the complaint. */
function names(files: Readonly<Record<string, string>>, path: string, options: Partial<TlsProcessOptions> = {}) {
  const found = loaderOf(files, options).loader.certificates(file(path), ignore)
  return 'error' in found ? found.error : found.map(({ name }) => name)
}

test.each<[string, Readonly<Record<string, string>>, Partial<TlsProcessOptions>, string, string | readonly string[]]>([
  ['one file, key first', { 'a.pem': key + certificate }, {}, 'a.pem', ['a.pem']],
  ['a key beside it', { 'a.pem': certificate, 'a.pem.key': key }, {}, 'a.pem', ['a.pem']],
  [
    'a key nobody looks for',
    { 'a.pem': certificate, 'a.pem.key': key },
    { extraFiles: new Set() },
    'a.pem',
    "No Private Key found in 'a.pem'.",
  ],
  ['another extension', { 'a.crt': certificate, 'a.key': key }, { replacesExtension: true }, 'a.crt', ['a.crt']],
  ['a base directory', { '/c/a.pem': key + certificate }, { certificateBase: '/c' }, 'a.pem', ['/c/a.pem']],
  ['an absolute path beats it', { '/a.pem': key + certificate }, { certificateBase: '/c' }, '/a.pem', ['/a.pem']],
  ['a bundle', { 'a.rsa': key + certificate, 'a.ecdsa': key + certificate }, {}, 'a', ['a.rsa', 'a.ecdsa']],
  [
    'a directory',
    { 'd/b': key + certificate, 'd/a': certificate, 'd/a.key': key, 'd/.x': 'x', 'd/c.ocsp': 'x', 'd/sub/x': 'x' },
    {},
    'd',
    ['d/a', 'd/b'],
  ],
  ['junk in a directory', { 'd/a': 'x' }, {}, 'd', "unable to load certificate from file 'd/a'."],
  ['nothing', {}, {}, 'a', "unable to stat SSL certificate from file 'a' : No such file or directory."],
  ['no certificate', { a: key }, {}, 'a', "unable to load certificate from file 'a'."],
  [
    'timestamps that are none',
    { a: key + certificate, 'a.sctl': 'x' },
    {},
    'a',
    "'a.sctl' is present but cannot be read or parsed'.",
  ],
  ['timestamps', { a: key + certificate, 'a.sctl': '\0\x03\0\x01x' }, {}, 'a', ['a']],
])('%s', (_name, files, options, path, expected) => {
  expect(names(files, path, options)).toEqual(expected)
})

test('what was loaded is not read again', () => {
  const { loader } = loaderOf({ 'a.pem': key + certificate })
  const [first] = loader.certificates(file('a.pem'), ignore) as readonly object[]
  const [second] = loader.certificates(file('a.pem'), ignore) as readonly object[]
  expect(second).toBe(first)
})

test('stores know certificates by path and alias', () => {
  const { loader } = loaderOf({ '/s/a.pem': certificate, '/k/a.key': key, 'b.pem': key + certificate })
  const span = { file: '', line: 1, column: 0, length: 0 }
  const store = { name: 'web', certificateBase: '/s', keyBase: '/k' }
  const files = { ...noFiles, key: file('a.key') }
  expect(loader.stored(store, { crt: file('a.pem'), files, span }, ignore)).toMatchObject({ name: '@web/a.pem' })
  expect(
    loader.stored(
      { name: '', certificateBase: null, keyBase: null },
      { crt: file('b.pem'), files: { ...noFiles, alias: 'b' }, span },
      ignore,
    ),
  ).toMatchObject({ name: '@/b' })
  expect(loader.certificate(file('@web/a.pem'), null, ignore)).toMatchObject({ name: '@web/a.pem' })
  expect(loader.certificates(file('@/b'), ignore)).toMatchObject([{ name: '@/b' }])
  expect(loader.certificate(file('@web/none'), null, ignore)).toHaveProperty('error')
})

test('authorities and revocation lists', () => {
  const { loader } = loaderOf({ '/ca/a.pem': certificate, '/ca/b.pem': 'x', junk: 'x' }, { authorityBase: '/ca' })
  expect(loader.authorities(file('a.pem'))).toEqual({ path: '/ca/a.pem', users: 0, pem: certificate })
  expect(loader.authorities(file('/ca'))).toEqual({ path: '/ca', users: 0, pem: certificate })
  expect(loader.authorities(file('/none'))).toEqual({
    error: "Couldn't open the ca-file '/none' (No such file or directory).",
  })
  expect(loader.revocations(file('b.pem'))).toEqual({
    error: "Couldn't open the ca-file '/ca/b.pem' (no certificate or crl found).",
  })
})

test('files without a chain in the directory of chains are worth a warning', () => {
  const { warnings } = loaderOf({ 'i/a.pem': certificate, 'i/b': 'x' }, { issuersPath: 'i' })
  expect(warnings).toEqual(['unable to load issuers-chain i/b : pem certificate not found.'])
})
