import {
  type CertificateRuntime,
  describeCertificate,
  describeRevocations,
  type PemFile,
  readPemBlocks,
} from '@weir/l4'
import { byBytes, defineCertificateCommand, readIndex, readTarget } from '../cli/certificates.ts'
import { type CommandAnswer, failure } from '../command.ts'

/** Lists authorities, or tells of those of a file. Management manual 9.3. */
export const showAuthorities = defineCertificateCommand({
  name: 'show ssl ca-file',
  usage: 'show ssl ca-file [<cafile>[:<index>]]',
  summary: 'Display the SSL CA files used in memory, or the details of one, or of a certificate in it.',
  run(runtime, { args: [word] }) {
    if (word === undefined)
      return list(runtime, 'authorities', ({ pem }) => ` - ${readPemBlocks(pem).certificates.length} certificate(s)`)
    const found = find(runtime, 'authorities', word)
    if (found === null) return failure("Can't display the CA file : Not found!")
    const parts = readPemBlocks(found.pem).certificates
    if (parts.length === 0 || (found.index !== null && parts[found.index - 1] === undefined)) return ''
    return describe(found, parts, 'Certificate', describeCertificate)
  },
})

/** Lists revocation lists, or tells of those of a file. Management manual 9.3. */
export const showRevocations = defineCertificateCommand({
  name: 'show ssl crl-file',
  usage: 'show ssl crl-file [<crlfile>[:<index>]]',
  summary: 'Display the SSL CRL files used in memory, or the details of one, or of a list in it.',
  run(runtime, { args: [word] }) {
    if (word === undefined) return list(runtime, 'revocations', () => '')
    const found = find(runtime, 'revocations', word)
    if (found === null) return failure("Can't display the CRL file : Not found!")
    return describe(found, readPemBlocks(found.pem).revocations, 'Certificate Revocation List', describeRevocations)
  },
})

type Kind = 'authorities' | 'revocations'

interface Found {
  /** As it is asked for, with the mark of a transaction. */
  readonly shown: string
  readonly pem: string
  readonly status: 'Used' | 'Unused' | 'Empty'
  readonly index: number | null
}

function list(runtime: CertificateRuntime, kind: Kind, count: (file: Pick<PemFile, 'pem'>) => string): string {
  const { pending } = runtime[kind]
  const transaction = pending === null ? '' : `# transaction\n*${pending.path}${count(pending)}\n`
  const files = [...runtime.store[kind].values()].sort((a, b) => byBytes(a.path, b.path))
  return `${transaction}# filename\n${files.map((file) => `${file.path}${count(file)}\n`).join('')}`
}

function find(runtime: CertificateRuntime, kind: Kind, word: string): Found | null {
  const target = readTarget(word)
  const { pending } = runtime[kind]
  const { [kind]: files } = runtime.store
  // A name may end like an index.
  const whole = target.isPending ? pending?.path === target.name : files.has(target.name)
  const { name, index } = whole ? { name: target.name, index: null } : readIndex(target.name)
  if (target.isPending)
    return pending?.path === name ? { shown: `*${name}`, pem: pending.pem, status: 'Unused', index } : null
  const file = files.get(name)
  if (file === undefined) return null
  const status = file.pem === '' ? 'Empty' : file.users > 0 ? 'Used' : 'Unused'
  return { shown: name, pem: file.pem, status, index }
}

function describe(
  { shown, status, index }: Found,
  parts: readonly string[],
  title: string,
  describePart: (pem: string) => string | null,
): CommandAnswer {
  const texts = parts.map((pem, at) =>
    index === null || index === at + 1 ? ` \n${title} #${at + 1}:\n${describePart(pem) ?? ''}` : '',
  )
  return `Filename: ${shown}\nStatus: ${status}\n${texts.join('')}`
}
