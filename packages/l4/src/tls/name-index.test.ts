import { expect, test } from 'vitest'
import { parseCertificateLine } from './crt-list.ts'
import { choose, type NamedCertificate, NameIndex } from './name-index.ts'

interface Labelled extends NamedCertificate {
  readonly label: string
}

const certificate = (
  label: string,
  keyKind: NamedCertificate['keyKind'],
  names: readonly string[],
  filters = '',
): Labelled => {
  const line = parseCertificateLine(`x ${filters}`, 1)
  if (typeof line === 'string') throw new Error(line)
  return { label, keyKind, names, filters: line.filters }
}

const both = { ecdsa: true, rsa: true }
const onlyRsa = { ecdsa: false, rsa: true }

const index = new NameIndex<Labelled>()
for (const each of [
  certificate('a-rsa', 'rsa', ['a.test', '*.a.test']),
  certificate('a-ecdsa', 'ecdsa', ['a.test']),
  certificate('filtered', 'rsa', ['own.test'], '*.w.test !no.w.test OTHER.test'),
  certificate('exact', 'rsa', [], 'exact.w.test'),
  certificate('without', 'rsa', ['x.test', 'y.test'], '!y.test'),
  certificate('fallback', 'rsa', ['hidden.test'], '!*'),
  certificate('star', 'rsa', ['starred.test'], '*'),
  certificate('no-branch', 'ecdsa', [], '*.b.test !*.b.test'),
])
  index.add(each)

test.each([
  ['a.test', both, 'a-ecdsa'],
  ['a.test', onlyRsa, 'a-rsa'],
  ['www.a.test', both, 'a-rsa'],
  ['x.www.a.test', both, null],
  ['own.test', both, null],
  ['any.w.test', both, 'filtered'],
  ['no.w.test', both, null],
  ['exact.w.test', both, 'exact'],
  ['other.test', both, 'filtered'],
  ['x.test', both, 'without'],
  ['y.test', both, null],
  ['hidden.test', both, null],
  ['starred.test', both, null],
  ['x.b.test', both, null],
  ['local', both, null],
  ['', both, null],
])('%s for %o: %s', (name, accepts, expected) => {
  expect(index.find(name, accepts)?.label ?? null).toBe(expected)
})

test('a certificate that the client cannot verify is better than none', () => {
  const only = certificate('e', 'ecdsa', [])
  expect(choose([only], onlyRsa)).toBe(only)
  expect(choose([], both)).toBeNull()
})

test('names are kept as they were given', () => {
  const names = [...index.entries()].map(([name]) => name)
  expect(names).toContain('exact.w.test')
  expect(names).toContain('*.w.test')
})

test('100,000 names are found as ten are', () => {
  const large = new NameIndex<Labelled>()
  for (let i = 0; i < 100_000; i++) large.add(certificate(`${i}`, 'rsa', [`h${i}.test`]))
  expect(large.find('h99999.test', both)?.label).toBe('99999')
  expect(large.find('h100000.test', both)).toBeNull()
})
