/** Runs a grammar over the words of a line, for the tests of this folder. */
import { type ArgumentReader, FAILED, type Failed, type ParseHost } from '../argument-reader.ts'
import { createParseHost, type ParseHostOptions } from '../grammar/parse-host.ts'
import { type Finding, WordReader } from '../grammar/word-reader.ts'
import type { Word } from '../node.ts'
import { testVocabulary } from './vocabulary.ts'

export interface Reading<T> {
  readonly node: T | null
  readonly left: readonly string[]
  readonly findings: readonly Finding[]
}

/** Words at their columns; the text is cut at single spaces, so that two of them make an empty word. */
export function wordsOf(line: string): Word[] {
  let column = 0
  return line.split(' ').map((text) => {
    const span = { file: 'f', line: 1, column, length: text.length }
    column += text.length + 1
    return { text, span }
  })
}

export function readLine<T>(
  words: readonly Word[],
  parse: (reader: ArgumentReader, host: ParseHost) => T | Failed,
  options: Partial<ParseHostOptions> = {},
): Reading<T> {
  const findings: Finding[] = []
  const host = createParseHost({ vocabulary: testVocabulary, ...options })
  const reader = new WordReader({
    style: 'line',
    keyword: { text: 'key', span: { file: 'f', line: 1, column: 0, length: 0 } },
    words,
    host,
    report: (finding) => findings.push(finding),
  })
  const node = parse(reader, host)
  const left: string[] = []
  for (let next = reader.next(); next !== null; next = reader.next()) left.push(next.text)
  return { node: node === FAILED ? null : (node as T), left, findings }
}
