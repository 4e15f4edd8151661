import { createParseHost, FAILED, OptionsStore, type ServerOptionKeyword, WordReader } from '@weir/keyword'
import { vocabulary } from './lines.ts'

/** Reads words as one option of a `server` line. */
export function readServerOption(keyword: ServerOptionKeyword, words: string) {
  const span = { file: 'test.cfg', line: 1, column: 0, length: 1 }
  const complaints: string[] = []
  const reader = new WordReader({
    style: 'line',
    keyword: { text: keyword.name, span },
    words: words.split(' ').flatMap((text) => (text === '' ? [] : [{ text, span }])),
    host: createParseHost({ vocabulary, section: { kind: 'backend', name: 'b' } }),
    report: (finding) => complaints.push(finding.message),
  })
  const values = keyword.params.map((parameter) => parameter.parse(reader))
  const options = new OptionsStore()
  if (!values.includes(FAILED)) keyword.apply(options.get(keyword.options), values as never, null as never)
  return { options, complaints }
}
