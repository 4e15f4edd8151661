import { defineFetch, int, optional, type SampleType, type ValueOf } from '@weir/keyword'
import { byteString } from '../certificate/character-strings.ts'
import { cipherName } from './cipher-suites.ts'
import { clientSide, defineTlsFetch } from './define-tls-fetch.ts'
import { type HelloLists, helloLists, withoutGrease } from './hello-lists.ts'

const filter = optional(int('filter'))

/** A list, empty if the hello lacks it. Filter 0 stands for all of it, any other number leaves out what clients make up (RFC 8701). */
const defineListFetch = <const T extends SampleType>(
  name: string,
  out: T,
  summary: string,
  list: (lists: HelloLists) => Uint8Array,
  form: (list: Uint8Array) => ValueOf<T>,
) =>
  defineFetch({
    name,
    summary,
    manual: '7.3.4',
    out,
    source: clientSide.source,
    params: [filter],
    bind:
      ([filtering = 0]) =>
      (context) => {
        const lists = listsOf(clientSide.tls(context))
        if (lists === null) return null
        const bytes = filtering === 0 ? list(lists) : withoutGrease(list(lists))
        return form(bytes)
      },
  })

const listsOf = (tls: ReturnType<typeof clientSide.tls>): HelloLists | null =>
  tls === null || tls.clientHello === null ? null : helloLists(tls.clientHello, tls.captureBytes)

const hexadecimal = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase()

const cipherNames = (bytes: Uint8Array): string => {
  const names: string[] = []
  for (let at = 0; at + 1 < bytes.length; at += 2) names.push(cipherName((bytes[at]! << 8) | bytes[at + 1]!))
  return names.join(',')
}

/** The lists of the client's hello (manual 7.3.4); `tune.ssl.capture-buffer-size` says how much of them is kept. */
export const helloListFetches = [
  defineListFetch(
    'ssl_fc_cipherlist_bin',
    'str',
    'Gives the numbers of the ciphers that the client offered.',
    ({ ciphers }) => ciphers,
    byteString,
  ),
  defineListFetch(
    'ssl_fc_cipherlist_hex',
    'bin',
    'Gives the numbers of the ciphers that the client offered in hexadecimal.',
    ({ ciphers }) => ciphers,
    (bytes) => Uint8Array.from(Buffer.from(hexadecimal(bytes), 'latin1')),
  ),
  defineListFetch(
    'ssl_fc_cipherlist_str',
    'str',
    'Gives the names of the ciphers that the client offered.',
    ({ ciphers }) => ciphers,
    cipherNames,
  ),
  defineListFetch(
    'ssl_fc_extlist_bin',
    'str',
    "Gives the types of the extensions of the client's hello.",
    ({ extensions }) => extensions,
    byteString,
  ),
  defineListFetch(
    'ssl_fc_eclist_bin',
    'str',
    'Gives the groups that the client offered.',
    ({ groups }) => groups,
    byteString,
  ),
  defineListFetch(
    'ssl_fc_sigalgs_bin',
    'bin',
    'Gives the signature algorithms that the client offered.',
    ({ signatureAlgorithms }) => signatureAlgorithms,
    (bytes) => bytes,
  ),
  defineListFetch(
    'ssl_fc_supported_versions_bin',
    'bin',
    'Gives the versions of TLS that the client offered.',
    ({ supportedVersions }) => supportedVersions,
    (bytes) => bytes,
  ),
]

/** What the hello says besides. */
export const helloFetches = [
  defineTlsFetch(
    clientSide,
    'ssl_fc_cipherlist_xxh',
    'sint',
    'Gives the XXH64 of the numbers of the ciphers that the client offered.',
    (tls) => {
      const hash = listsOf(tls)?.cipherHash ?? null
      return hash === null || !Number.isSafeInteger(Number(hash)) ? hash : Number(hash)
    },
  ),
  defineTlsFetch(
    clientSide,
    'ssl_fc_ecformats_bin',
    'str',
    'Gives the formats of points on curves that the client offered.',
    (tls) => {
      const formats = listsOf(tls)?.pointFormats
      return formats === undefined ? null : byteString(formats)
    },
  ),
  defineTlsFetch(
    clientSide,
    'ssl_fc_protocol_hello_id',
    'sint',
    "Gives the version in the client's hello, 771 from TLS 1.2 on.",
    (tls) => listsOf(tls)?.version ?? null,
  ),
]
