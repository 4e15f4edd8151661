/** What may stand with a certificate in a `crt-list` or on an `ssl-f-use` line: options of listeners, and load words. */
import { type ArgumentReader, FAILED, type Failed } from '@weir/keyword'
import { inertTls } from '../bind-options/allow-0rtt.ts'
import { alpn } from '../bind-options/alpn.ts'
import { verification } from '../bind-options/ca-file.ts'
import { cipherChoices, cipherLists } from '../bind-options/ciphers.ts'
import { versionBounds } from '../bind-options/ssl-versions.ts'
import { isLoadWord, noLoadWords, readLoadWord } from './load-words.ts'
import { type BindTlsOptions, bindTlsOptions } from './options.ts'
import type { FileWord } from './words.ts'

/** Sets the words of one option; made by reading it. */
type Apply = (record: BindTlsOptions) => void

const options = new Map(
  [...alpn, ...verification, ...cipherLists, ...cipherChoices, ...versionBounds, ...inertTls]
    .filter(({ isCrtListOption }) => isCrtListOption === true)
    .map((keyword) => [keyword.name, keyword]),
)

export interface CertificateWords {
  readonly crt: FileWord | null
  /** Null when nothing was said. */
  readonly words: BindTlsOptions | null
}

/** Reads all words that are left. `unknown` words it complaint about. */
export function readCertificateWords(
  reader: ArgumentReader,
  complainUnknown: (word: string) => string,
): CertificateWords | Failed {
  const applies: Apply[] = []
  const loaded = noLoadWords()
  let hasFiles = false
  for (let word = reader.next(); word !== null; word = reader.next()) {
    const name = word.text
    const option = options.get(name)
    if (option !== undefined) {
      const values: unknown[] = []
      for (const parameter of option.params) {
        const value = parameter.parse(reader)
        if (value === FAILED) return FAILED
        values.push(value)
      }
      applies.push((record) => option.apply(record as never, values as never, undefined as never))
      continue
    }
    if (!isLoadWord(name)) return reader.fail(complainUnknown(name), { code: 'config/unknown-keyword' })
    const problem = readLoadWord(name, reader, loaded)
    if (problem !== null) return reader.fail(problem)
    if (name !== 'crt') hasFiles = true
  }
  const { crt, files } = loaded
  if (applies.length === 0 && !hasFiles) return { crt, words: null }
  const record = bindTlsOptions.create()
  for (const apply of applies) apply(record)
  if (hasFiles) record.files = files
  return { crt, words: record }
}
