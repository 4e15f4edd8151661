import type { CertificateRuntime } from '@weir/l4'
import { defineCertificateCommand, failures } from '../cli/certificates.ts'
import { type CommandAnswer, failure } from '../command.ts'

const kinds = [
  { word: 'ca-file', what: 'CA', contents: 'CAs', argument: 'cafile', of: 'authorities' },
  { word: 'crl-file', what: 'CRL', contents: 'CRLs', argument: 'crlfile', of: 'revocations' },
] as const satisfies readonly { readonly of: keyof CertificateRuntime; readonly [field: string]: string }[]
type Kind = (typeof kinds)[number]

function set(
  runtime: CertificateRuntime,
  kind: Kind,
  verb: 'set' | 'add',
  path: string,
  payload: string,
): CommandAnswer {
  const done = runtime[kind.of].set(path, payload, verb === 'add')
  if ('error' in done) return failures(done.error, `Can't update ${path}!`)
  return `transaction ${done.isNew ? 'created' : 'updated'} for ${kind.what} ${path}!\n`
}

const defineFileCommands = (kind: Kind) => {
  const { word, what, contents, argument } = kind
  const setter = (verb: 'set' | 'add') =>
    defineCertificateCommand({
      name: `${verb} ssl ${word}`,
      usage: `${verb} ssl ${word} <${argument}> <payload>`,
      summary: verb === 'set' ? `Replace a ${what} file.` : `Add a certificate to a ${what} file.`,
      run(runtime, { args: [path], payload }) {
        if (path === undefined || payload === null)
          return failure(`'${verb} ssl ${word} expects a filename and ${contents} as a payload`)
        return set(runtime, kind, verb, path, payload)
      },
    })
  return [
    defineCertificateCommand({
      name: `new ssl ${word}`,
      usage: `new ssl ${word} <${argument}>`,
      summary: `Create a new ${what} file to be used in a crt-list.`,
      run(runtime, { args: [path] }) {
        if (path === undefined) return failure(`'new ssl ${word}' expects a filename`)
        return runtime[kind.of].create(path)
          ? `New ${what} file created '${path}'!\n`
          : failure(`${what} file '${path}' already exists!`)
      },
    }),
    setter('set'),
    ...(what === 'CA' ? [setter('add')] : []),
    defineCertificateCommand({
      name: `commit ssl ${word}`,
      usage: `commit ssl ${word} <${argument}>`,
      summary: `Commit a ${what} file.`,
      run(runtime, { args: [path] }) {
        if (path === undefined) return failure("'commit ssl ca-file expects a filename")
        const done = runtime[kind.of].commit(path)
        if ('error' in done) return failures(done.error, `Can't commit ${path}!`)
        return `Committing ${path}${'.'.repeat(done.uses)}\nSuccess!\n`
      },
    }),
    defineCertificateCommand({
      name: `abort ssl ${word}`,
      usage: `abort ssl ${word} <${argument}>`,
      summary: `Abort a transaction for a ${what} file.`,
      run(runtime, { args: [path] }) {
        if (path === undefined) return failure(`'abort ssl ${word}' expects a filename`)
        const refused = runtime[kind.of].abort(path)
        return refused === null ? `Transaction aborted for certificate '${path}'!\n` : failure(refused.error)
      },
    }),
    defineCertificateCommand({
      name: `del ssl ${word}`,
      usage: `del ssl ${word} <${argument}>`,
      summary: `Delete an unused ${what} file.`,
      run(runtime, { args: [path] }) {
        if (path === undefined) return failure(`'del ssl ${word}' expects a ${what} file name`)
        const refused = runtime[kind.of].remove(path)
        return refused === null
          ? `${what} file '${path}' deleted!\n`
          : failures(`Can't remove the ${what} file: ${refused.error}`, '')
      },
    }),
  ]
}

/** Authorities are replaced in a transaction. Management manual 9.3. */
export const authorityChanges = defineFileCommands(kinds[0])

/** Revocation lists are replaced in a transaction. Management manual 9.3. */
export const revocationChanges = defineFileCommands(kinds[1])
