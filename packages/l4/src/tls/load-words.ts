/** The words of `load` lines, which `crt-list` lines and `ssl-f-use` take as well. */
import { type ArgumentReader, custom, FAILED, type Failed } from '@weir/keyword'
import type { CertificateFiles } from './options.ts'
import type { FileWord } from './words.ts'

/** What the words read so far say. */
export interface LoadWords {
  crt: FileWord | null
  readonly files: { -readonly [K in keyof CertificateFiles]: CertificateFiles[K] }
}

const fileFields: Readonly<Record<string, 'key' | 'ocsp' | 'issuer' | 'timestamps'>> = {
  key: 'key',
  ocsp: 'ocsp',
  issuer: 'issuer',
  sctl: 'timestamps',
}

/** What HAProxy does with certificates that Weir does not: the setting that changes nothing, or the reason. */
const others: Readonly<Record<string, { readonly harmless: readonly string[]; readonly reason: string }>> = {
  'ocsp-update': { harmless: ['off'], reason: 'OCSP responses are not fetched by the process' },
  jwt: { harmless: ['on', 'off'], reason: '' },
  acme: { harmless: [], reason: 'certificates are not requested by the process' },
  domains: { harmless: [], reason: 'certificates are not requested by the process' },
  ips: { harmless: [], reason: 'certificates are not requested by the process' },
  'generate-dummy': { harmless: ['off'], reason: 'certificates are not made by the process' },
  keytype: { harmless: ['RSA', 'ECDSA'], reason: "expects 'RSA' or 'ECDSA'" },
  bits: { harmless: [], reason: 'certificates are not made by the process' },
  curves: { harmless: [], reason: 'certificates are not made by the process' },
}

export const noFiles: CertificateFiles = { key: null, ocsp: null, issuer: null, timestamps: null, alias: null }

export function noLoadWords(): LoadWords {
  return { crt: null, files: { ...noFiles } }
}

export function isLoadWord(word: string): boolean {
  return word === 'crt' || Object.hasOwn(fileFields, word) || Object.hasOwn(others, word)
}

/** Reads the value of a load word into `words`; the word itself was taken. Gives the complaint, or null. */
export function readLoadWord(name: string, reader: ArgumentReader, words: LoadWords): string | null {
  const next = reader.next()
  if (next === null) return `'${name}' expects an argument`
  const { files } = words
  const value = { text: next.text, path: reader.host.resolvePath?.(next.text) ?? next.text }
  if (name === 'crt') {
    words.crt = value
    return null
  }
  const field = fileFields[name]
  if (field !== undefined) {
    files[field] = value
    return null
  }
  if (name === 'alias') {
    files.alias = value.text
    return null
  }
  const other = others[name]!
  return other.harmless.includes(value.text) ? null : `'${name} ${value.text}': ${other.reason}`
}

function read(reader: ArgumentReader): LoadWords | Failed {
  const words = noLoadWords()
  for (let word = reader.next(); word !== null; word = reader.next()) {
    const name = word.text
    if (name !== 'alias' && !isLoadWord(name))
      return reader.fail(`'load ${name}' in section 'crt-store': unknown keyword '${name}'.`, {
        code: 'config/unknown-keyword',
      })
    const problem = readLoadWord(name, reader, words)
    if (problem !== null) {
      reader.fail(`'load' in section 'crt-store': ${problem}`)
      return FAILED
    }
  }
  return words
}

export const readLoadWords = custom('load', 'crt <file> [key | ocsp | issuer | sctl <file>]* [alias <name>]', read)
