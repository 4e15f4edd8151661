/** What is said of patterns while a configuration is read. */
import {
  type ArgumentReader,
  FAILED,
  type Failed,
  type PatternCheck,
  type PatternFinding,
  type PatternUse,
  type Word,
} from '@weir/keyword'
import { findBacktracking } from '../regex/backtracking.ts'
import { dependsOnGroups } from '../regex/facts.ts'
import { type Regex, type RegexOptions, translateRegex } from '../regex/regex.ts'
import { parsePatternFile } from './file.ts'
import { refusePattern } from './matcher.ts'

/** After so many findings a file has nothing more to say. */
const findingsLimit = 10

function checkRegex(text: string, options: RegexOptions): PatternFinding | null {
  const regex = translateRegex(text, options)
  if ('error' in regex) return { severity: 'alert', message: `regex '${text}' is invalid: ${regex.error}` }
  const danger = findBacktracking(regex.node)
  if (danger === null) return null
  return {
    severity: 'warning',
    message: `regex '${text}' ${danger}`,
    hint: dependsOnGroups(regex.node)
      ? 'a match that takes too long counts as none'
      : 'it is matched in another way, which is slower but takes no longer than the text',
  }
}

function checkLine(pattern: string, use: PatternUse): PatternFinding | null {
  if (use.match === 'reg')
    return checkRegex(pattern, { ignoreCase: use.ignoreCase, noCapture: use.usesGroups !== true })
  const error = refusePattern(use.match, pattern, use)
  return error === null ? null : { severity: 'alert', message: error }
}

export const patternCheck: PatternCheck = {
  regex: (text, ignoreCase) => checkRegex(text, { ignoreCase, noCapture: true }),
  file(text, use) {
    const findings: (PatternFinding & { readonly line: number })[] = []
    for (const { pattern, line } of parsePatternFile(text, use.isMap)) {
      const finding = checkLine(pattern, use)
      if (finding !== null && findings.push({ ...finding, line }) === findingsLimit) break
    }
    return findings
  },
}

/** Reads a word as a regular expression; warns of one that backtracks without end. */
export function readRegex(reader: ArgumentReader, word: Word, options: RegexOptions = {}): Regex | Failed {
  const finding = checkRegex(word.text, options)
  if (finding !== null) {
    const complaint = { span: word.span, ...(finding.hint === undefined ? {} : { hint: finding.hint }) }
    if (finding.severity === 'alert')
      return reader.fail(finding.message, { ...complaint, code: 'sample/invalid-regex' })
    reader.warn(finding.message, { ...complaint, code: 'sample/slow-regex' })
  }
  const regex = translateRegex(word.text, options)
  return 'error' in regex ? FAILED : regex
}
