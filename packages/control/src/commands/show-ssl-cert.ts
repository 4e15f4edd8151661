import { type CertificateRuntime, describeCredential, readPemBlocks, usesOf } from '@weir/l4'
import { byBytes, defineCertificateCommand, readTarget } from '../cli/certificates.ts'
import { type CommandMessage, failure } from '../command.ts'

const notFound = "Can't display the certificate: Not found or the certificate is a bundle!"

/** Lists certificates, or tells of one. Management manual 9.3. */
export const showCertificates = defineCertificateCommand({
  name: 'show ssl cert',
  usage: 'show ssl cert [<certfile>]',
  summary: 'Display the SSL certificates used in memory, or the details of a file.',
  run(runtime, { args: [word] }) {
    if (word === undefined) return list(runtime)
    const { name, isPending } = readTarget(word)
    return isPending ? showPending(runtime, name) : showPresent(runtime, name)
  },
})

/** Gives a certificate with its key and chain away. Management manual, since 3.1. */
export const dumpCertificate = defineCertificateCommand({
  name: 'dump ssl cert',
  usage: 'dump ssl cert <certfile>',
  summary: 'Dump a certificate with its key and chain in PEM format.',
  run(runtime, { args: [word] }) {
    if (word === undefined) return failure("'dump ssl cert' expects a filename")
    const { name, isPending } = readTarget(word)
    const { pending } = runtime.certificates
    if (isPending)
      return pending?.name === name ? pemOf(pending.privateKey, pending.certificates.join('\n')) : failure(notFound)
    const credential = runtime.store.certificates.get(name)?.loaded.credential
    return credential === undefined ? failure(notFound) : pemOf(credential.privateKey, credential.certificates)
  },
})

const pemOf = (privateKey: string | null, certificates: string): string =>
  `${privateKey === null ? '' : `${privateKey.trimEnd()}\n`}${certificates.trimEnd()}\n`

function list({ store, certificates }: CertificateRuntime): string {
  const names = [...store.certificates.keys(), ...store.emptyCertificates].sort(byBytes)
  const { pending } = certificates
  const transaction = pending === null ? '' : `# transaction\n*${pending.name}\n`
  if (names.length === 0) return transaction
  return `${transaction}# filename\n${names.map((name) => `${name}\n`).join('')}`
}

function showPending({ certificates }: CertificateRuntime, name: string): string | CommandMessage {
  const { pending } = certificates
  if (pending === null || pending.name !== name) return failure(notFound)
  const { certificates: chain, issuer, ocspResponse } = pending
  return `Filename: *${name}\nStatus: Unused\n${describeCredential(chain, issuer, ocspResponse)}`
}

function showPresent({ store }: CertificateRuntime, name: string): string | CommandMessage {
  if (store.emptyCertificates.has(name))
    return `Filename: ${name}\nStatus: Empty\n${describeCredential([], null, null)}`
  const entry = store.certificates.get(name)
  if (entry === undefined) return failure(notFound)
  const { credential, issuer } = entry.loaded
  const { certificates } = readPemBlocks(credential.certificates)
  const status = usesOf(store, entry) > 0 ? 'Used' : 'Unused'
  return `Filename: ${name}\nStatus: ${status}\n${describeCredential(certificates, issuer, credential.ocspResponse)}`
}
