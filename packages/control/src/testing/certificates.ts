import { readFileSync } from 'node:fs'
import { CertificateRuntime, CertificateStore } from '@weir/l4'
import type { TestProcess } from './process.ts'

/** A file of the oracle, as a byte string. */
export const readFixture = (name: string): string =>
  readFileSync(new URL(`../../../../tooling/oracle/fixtures/${name}`, import.meta.url), 'latin1')

/** Two certificates with their keys, of EC. */
export const sitePem = readFixture('oracle.test.pem').replace(/\n+/g, '\n').trimEnd()
export const otherPem = readFixture('other.test.pem').replace(/\n+/g, '\n').trimEnd()
/** What signed the other, and what revokes a third. */
export const authorityPem = readFixture('other-authority.pem').trimEnd()
export const revocationsPem = readFixture('revocations.pem').trimEnd()

/** A command with a payload. */
export const withPayload = (line: string, payload: string): string => `${line} <<\n${payload}\n`

/** Gives a process a runtime of TLS with the certificate `a.pem`, which a line uses. */
export function addCertificates({ view }: TestProcess): CertificateRuntime {
  const store = new CertificateStore()
  const runtime = new CertificateRuntime(store)
  runtime.certificates.create('a.pem')
  runtime.certificates.set('a.pem', sitePem)
  runtime.certificates.commit('a.pem')
  const entry = store.certificates.get('a.pem')!
  store.users.push({
    place: 'x.cfg:3',
    certificates: () => [entry],
    fallbackLines: () => store.lists.get('l')?.lines.slice(0, 1) ?? [],
  })
  store.authorities.set('ca.pem', { path: 'ca.pem', pem: `${authorityPem}\n`, users: 1 })
  store.revocations.set('crl.pem', { path: 'crl.pem', pem: `${revocationsPem}\n`, users: 2 })
  view.certificates = runtime
  return runtime
}
