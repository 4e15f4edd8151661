import {
  custom,
  defineFetch,
  type FetchKeyword,
  int,
  optional,
  type SampleContext,
  type SampleType,
  text,
  type ValueOf,
} from '@weir/keyword'
import type { Certificate } from '../certificate/certificate.ts'
import type { DistinguishedName } from '../certificate/distinguished-name.ts'

/** Whose certificate the fetches of a prefix tell of. */
export interface CertificateHolder {
  readonly prefix: 'ssl_c' | 'ssl_f' | 'ssl_s'
  /** For summaries: `the certificate of the client`. */
  readonly what: string
  certificate(context: SampleContext): Certificate | null
}

const entry = optional(text('entry'))
const wholeNumber = int('occurrence')

/** As the oracle shows: an empty occurrence counts as 0 and has to be the last argument. */
const occurrence = custom(
  'occurrence',
  '[occurrence]',
  (reader) => {
    const next = reader.peek()
    if (next === null) return 1
    if (next.text !== '') return wholeNumber.parse(reader)
    reader.next()
    return reader.peek() === null ? 0 : reader.fail("an empty occurrence ends the arguments: expects ')'")
  },
  'integer',
)

const format = custom('format', '[format]', (reader) => {
  const word = reader.next()
  if (word === null || word.text === '') return null
  if (word.text === 'rfc2253') return word.text
  return reader.fail('only rfc2253 or a blank value are currently supported as the format argument.')
})

/** A distinguished name, as a whole or one entry of it. */
export function defineNameFetch(
  name: string,
  summary: string,
  read: (context: SampleContext) => DistinguishedName | null,
) {
  return defineFetch({
    name,
    summary,
    manual: '7.3.4',
    out: 'str',
    source: 'client session',
    params: [entry, occurrence, format],
    bind([wanted = '', nth, form]) {
      if (wanted !== '') return (context) => read(context)?.entry(wanted, nth) ?? null
      return form === null ? (context) => read(context)?.oneLine ?? null : (context) => read(context)?.rfc2253 ?? null
    },
  })
}

/** A fetch without arguments that a certificate can answer. */
export function defineCertificateFetch<const T extends SampleType>(
  { prefix, what, certificate }: CertificateHolder,
  suffix: string,
  out: T,
  summary: string,
  read: (certificate: Certificate) => ValueOf<T> | null,
) {
  return defineFetch({
    name: `${prefix}_${suffix}`,
    summary: `${summary} ${what}.`,
    manual: '7.3.4',
    out,
    source: 'client session',
    params: [],
    bind: () => (context) => {
      const found = certificate(context)
      return found === null ? null : read(found)
    },
  })
}

/** What is told of every certificate (manual 7.3.4). */
export function defineCertificateFetches(holder: CertificateHolder): readonly FetchKeyword[] {
  const { prefix, what } = holder
  return [
    defineCertificateFetch(holder, 'der', 'bin', 'Gives the bytes of', ({ der }) => der),
    defineNameFetch(
      `${prefix}_i_dn`,
      `Gives the name of the issuer of ${what}, or an entry of it.`,
      (context) => holder.certificate(context)?.issuer ?? null,
    ),
    defineNameFetch(
      `${prefix}_s_dn`,
      `Gives the name of the subject of ${what}, or an entry of it.`,
      (context) => holder.certificate(context)?.subject ?? null,
    ),
    defineCertificateFetch(holder, 'key_alg', 'str', 'Gives the algorithm of the key of', (c) => c.keyAlgorithm),
    defineCertificateFetch(holder, 'sig_alg', 'str', 'Gives the algorithm that signed', (c) => c.signatureAlgorithm),
    defineCertificateFetch(holder, 'notbefore', 'str', 'Gives the beginning of the life of', (c) => c.notBefore),
    defineCertificateFetch(holder, 'notafter', 'str', 'Gives the end of the life of', (c) => c.notAfter),
    defineCertificateFetch(holder, 'serial', 'bin', 'Gives the serial number of', (c) => c.serial),
    defineCertificateFetch(holder, 'sha1', 'bin', 'Gives the SHA-1 of', (c) => c.fingerprint),
    defineCertificateFetch(holder, 'version', 'sint', 'Gives the version of', (c) => c.version),
  ]
}
