import { defineCertificateCommand } from '../cli/certificates.ts'
import { failure } from '../command.ts'

const refusals = {
  'unknown-file': "'set ssl tls-key' unable to locate referenced filename",
  'bad-base64': "'set ssl tls-key' received invalid base64 encoded TLS key.",
  'wrong-size': "'set ssl tls-key' received a key of wrong size.",
} as const

/** Keys of session tickets (`tls-ticket-keys`). Management manual 9.3. */
export const ticketKeys = [
  defineCertificateCommand({
    name: 'show tls-keys',
    usage: 'show tls-keys [id|*]',
    summary: 'Show the files of TLS ticket keys, or the keys of one or all.',
    run({ store }, { args: [reference] }) {
      const all = store.ticketKeys.map((file, id) => ({ ...file, id }))
      if (reference === undefined) return `# id (file)\n${all.map(({ id, path }) => `${id} (${path})\n`).join('')}`
      const chosen = all.filter(({ id, path }) => reference === '*' || reference === `#${id}` || reference === path)
      if (chosen.length === 0 && reference !== '*')
        return failure("'show tls-keys' unable to locate referenced filename")
      const texts = chosen.map(({ id, path, keys }) => {
        const lines = keys.map((key, index) => `${id}.${index} ${Buffer.from(key).toString('base64')}\n`)
        return `# ${id} (${path})\n${lines.join('')}`
      })
      return `# id secret\n${texts.join('')}`
    },
  }),
  defineCertificateCommand({
    name: 'set ssl tls-key',
    usage: 'set ssl tls-key [id|file] <key>',
    summary: 'Set the next TLS key for the listeners of a file.',
    run(runtime, { args: [reference, key] }) {
      if (reference === undefined || key === undefined)
        return failure("'set ssl tls-key' expects a filename and the new TLS key in base64 encoding.")
      const refused = runtime.setTicketKey(reference, key)
      return refused === null ? 'TLS ticket key updated!\n' : failure(refusals[refused])
    },
  }),
]
