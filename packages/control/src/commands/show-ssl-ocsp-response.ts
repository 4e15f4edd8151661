import { decodeBase64 } from '@weir/l4'
import { defineCertificateCommand } from '../cli/certificates.ts'
import { failure } from '../command.ts'

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase()

/** Stapled responses of OCSP. Management manual 9.3. */
export const ocspCommands = [
  defineCertificateCommand({
    name: 'show ssl ocsp-response',
    usage: 'show ssl ocsp-response [base64 <id|certfile>]',
    summary: 'Display the IDs of the OCSP responses used in memory, or one of them.',
    run(runtime, { args }) {
      const entries = runtime.ocspEntries()
      const [format, reference] = args
      if (format === undefined) {
        let text = '# Certificate IDs\n'
        for (const [key, { entry, identity }] of entries)
          text += `Certificate ID key : ${key}\nCertificate path : ${entry.name}\n Certificate ID:\n   Issuer Name Hash: ${hexOf(identity.issuerNameHash)}\n   Issuer Key Hash: ${hexOf(identity.issuerKeyHash)}\n   Serial Number: ${hexOf(identity.serial)}\n`
        return text
      }
      if (format !== 'base64')
        return failure("responses are shown in base64 only, use 'show ssl ocsp-response base64 <id|certfile>'")
      const found = entries.get(reference ?? '') ?? [...entries.values()].find(({ entry }) => entry.name === reference)
      const response = found?.entry.loaded.credential.ocspResponse
      if (response === undefined || response === null) return failure('Certificate ID does not match any certificate.')
      return `${Buffer.from(response).toString('base64')}\n`
    },
  }),
  defineCertificateCommand({
    name: 'set ssl ocsp-response',
    usage: 'set ssl ocsp-response <resp|payload>',
    summary: "Update a certificate's OCSP response from a base64-encoded DER.",
    run(runtime, { args, payload }) {
      const text = payload ?? args[0]
      if (text === undefined) return failure("'set ssl ocsp-response' expects response in base64 encoding.")
      const der = decodeBase64(text)
      if (der === null) return failure("'set ssl ocsp-response' received invalid base64 encoded response.")
      const refused = runtime.setOcspResponse(der)
      return refused === null ? 'OCSP Response updated!\n' : failure(refused.error)
    },
  }),
]
