import { createParseHost, createVocabulary, FAILED, WordReader } from '@weir/keyword'
import { readCertificateWords } from './crt-list-words.ts'
import type { BindTlsOptions } from './options.ts'

/** A name that a certificate is chosen for; `*.example.org` stands for one label. */
export interface NameFilter {
  /** Lower case. */
  readonly name: string
  /** `!name`: not chosen for it, whatever else matches. */
  readonly isNegative: boolean
}

/** One line of a `crt-list` file. */
export interface CertificateLine {
  /** As it is written. */
  readonly path: string
  readonly number: number
  /** What is set against the `bind` line; null for nothing. */
  readonly words: BindTlsOptions | null
  /** The words between the brackets, as they are written. */
  readonly wordsText: string
  /** Empty: the names of the certificate itself. */
  readonly filters: readonly NameFilter[]
}

const host = createParseHost({ vocabulary: createVocabulary([]) })

/** Reads a `crt-list` file, or says what is wrong with it and in which line. */
export function parseCertificateList(
  text: string,
): readonly CertificateLine[] | { readonly error: string; readonly line: number } {
  const lines: CertificateLine[] = []
  let number = 0
  for (const line of text.split('\n')) {
    number++
    if (/^[ \t\r]*(#|$)/.test(line)) continue
    const parsed = parseCertificateLine(line, number)
    if (typeof parsed === 'string') return { error: parsed, line: number }
    lines.push(parsed)
  }
  if (text !== '' && !text.endsWith('\n')) {
    const position = text.length - text.lastIndexOf('\n')
    return { error: `Missing LF on last line, file might have been truncated at position ${position}.`, line: number }
  }
  return lines
}

/** Reads `<path> [[option …]] [[!]name …]`, or gives the complaint. */
export function parseCertificateLine(line: string, number: number): CertificateLine | string {
  const match = /^[ \t]*([^ \t\r[]+)[ \t\r]*(?:\[([^\]]*)\]?)?(.*)$/s.exec(line)
  if (match === null) return 'no certificate is named'
  const [, path = '', wordsText = '', rest = ''] = match
  if (rest.includes('[')) return "too many '['"
  if (rest.includes(']')) return "too many ']'"
  const words = readWords(wordsText)
  if (typeof words === 'string') return words
  const filters = rest
    .split(/[ \t\r]+/)
    .filter((filter) => filter !== '')
    .map((filter) => ({ name: filter.replace(/^!/, '').toLowerCase(), isNegative: filter.startsWith('!') }))
  return { path, number, words: words.words, wordsText: wordsText.trim(), filters }
}

function readWords(text: string): { readonly words: BindTlsOptions | null } | string {
  const words = text
    .split(/[ \t]+/)
    .filter((word) => word !== '')
    .map((word) => ({ text: word, span: { file: '', line: 0, column: 0, length: word.length } }))
  let problem = ''
  const reader = new WordReader({
    style: 'line',
    keyword: { text: 'crt-list', span: { file: '', line: 0, column: 0, length: 0 } },
    words,
    host,
    report: ({ message }) => {
      problem ||= message
    },
  })
  const read = readCertificateWords(reader, (word) => `unknown ssl keyword ${word}`)
  return read === FAILED ? problem : { words: read.words }
}
