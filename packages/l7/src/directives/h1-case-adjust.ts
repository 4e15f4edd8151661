/** How header names are spelled towards peers that mind (manual 3.1). */
import { custom, defineDirective, type Failed } from '@weir/keyword'
import { type HttpProcessOptions, httpProcessOptions } from '../options.ts'

interface Spelling {
  readonly from: string
  readonly to: string
}

/** Adds a spelling, or says what is wrong with it. */
function addSpelling(spellings: Map<string, string>, { from, to }: Spelling): string | null {
  if (from !== to.toLowerCase()) return '<from> and <to> must not differ except the case'
  if (spellings.has(from)) return `duplicate entry '${from}'`
  spellings.set(from, to)
  return null
}

const spelling = custom('spelling', '<from> <to>', (reader): Spelling | Failed => {
  const from = reader.next()
  const to = reader.next()
  if (from !== null && to !== null) return { from: from.text, to: to.text }
  return reader.fail("'h1-case-adjust' expects <from> and <to> as argument.", { code: 'config/missing-argument' })
})

export const h1CaseAdjust = defineDirective({
  name: 'h1-case-adjust',
  summary: 'Says how a header name is spelled towards peers that mind.',
  manual: '3.1',
  sections: ['global'],
  options: httpProcessOptions,
  params: [spelling],
  apply(record, [line], site) {
    const problem = addSpelling(record.headerCase, line)
    if (problem !== null) site.complain(problem)
  },
})

const spellingFile = custom('file', '<file>', (reader): Map<string, string> | Failed => {
  const path = reader.next()
  if (path === null) {
    return reader.fail("'h1-case-adjust-file' expects <file> as argument.", { code: 'config/missing-argument' })
  }
  const file = reader.host.readFile(path.text)
  if ('error' in file) return reader.fail(`h1-case-adjust-file '${path.text}': ${file.error}`)
  const spellings = new Map<string, string>()
  for (const [index, line] of file.text.split('\n').entries()) {
    const words = line.trim().split(/[ \t]+/)
    const [from = '', to = ''] = words
    if (from === '' || from.startsWith('#')) continue
    const problem = words.length === 2 ? addSpelling(spellings, { from, to }) : 'expects two header names'
    if (problem !== null) return reader.fail(`h1-case-adjust-file '${path.text}', line ${index + 1}: ${problem}`)
  }
  return spellings
})

export const h1CaseAdjustFile = defineDirective({
  name: 'h1-case-adjust-file',
  summary: 'Reads spellings of header names from a file; the last such line counts.',
  manual: '3.1',
  sections: ['global'],
  options: httpProcessOptions,
  params: [spellingFile],
  apply(record, [spellings]) {
    record.headerCaseFile = spellings
  },
})

/** All spellings: those of the lines win over those of the file. */
export function headerSpellings(process: HttpProcessOptions): ReadonlyMap<string, string> {
  return new Map([...process.headerCaseFile, ...process.headerCase])
}
