import { defineCertificateCommand, failures } from '../cli/certificates.ts'
import { failure } from '../command.ts'

/** Certificates are replaced in a transaction. Management manual 9.3. */
export const certificateChanges = [
  defineCertificateCommand({
    name: 'new ssl cert',
    usage: 'new ssl cert <certfile>',
    summary: 'Create a new certificate file to be used in a crt-list or a directory.',
    run({ certificates }, { args: [name] }) {
      if (name === undefined) return failure("'new ssl cert' expects a filename")
      return certificates.create(name)
        ? `New empty certificate store '${name}'!\n`
        : failure(`Certificate '${name}' already exists!`)
    },
  }),
  defineCertificateCommand({
    name: 'set ssl cert',
    usage: 'set ssl cert <certfile> <payload>',
    summary: 'Replace a certificate file.',
    run({ certificates }, { args: [path], payload }) {
      if (path === undefined || payload === null)
        return failure("'set ssl cert expects a filename and a certificate as a payload")
      const done = certificates.set(path, payload)
      if ('error' in done) return failures(done.error, `Can't update ${path}!`)
      return `Transaction ${done.isNew ? 'created' : 'updated'} for certificate ${done.name}!\n`
    },
  }),
  defineCertificateCommand({
    name: 'commit ssl cert',
    usage: 'commit ssl cert <certfile>',
    summary: 'Commit a certificate file.',
    run({ certificates }, { args: [name] }) {
      if (name === undefined) return failure("'commit ssl cert expects a filename")
      const done = certificates.commit(name)
      if ('error' in done) return failures(done.error, `Can't commit ${name}!`)
      const progress = `Committing ${name}${'.'.repeat(done.uses)}`
      return done.failure === null ? `${progress}\nSuccess!\n` : failures(progress, done.failure, 'Failed!')
    },
  }),
  defineCertificateCommand({
    name: 'abort ssl cert',
    usage: 'abort ssl cert <certfile>',
    summary: 'Abort a transaction for a certificate file.',
    run({ certificates }, { args: [name] }) {
      if (name === undefined) return failure("'abort ssl cert' expects a filename")
      const refused = certificates.abort(name)
      return refused === null ? `Transaction aborted for certificate '${name}'!\n` : failure(refused.error)
    },
  }),
  defineCertificateCommand({
    name: 'del ssl cert',
    usage: 'del ssl cert <certfile>',
    summary: 'Delete an unused certificate file.',
    run({ certificates }, { args: [name] }) {
      if (name === undefined) return failure("'del ssl cert' expects a certificate name")
      const refused = certificates.remove(name)
      return refused === null
        ? `Certificate '${name}' deleted!\n`
        : failures(`Can't remove the certificate: ${refused.error}`, '')
    },
  }),
]
