import type { Diagnostic } from '@weir/base'
import { type Disagreement, gaveUp } from './disagreement.ts'
import { explainSilence, explainWarning } from './ledger.ts'
import type { OwnVerdict, RecordedVerdict } from './verdict.ts'

/**
 * Holds Weir's warnings against HAProxy's: each has its counterpart on the same line, or the likest one where HAProxy names
 * no line. What is wrong with the whole is not looked for by HAProxy once a line was refused.
 */
export function compareWarnings(recorded: RecordedVerdict, own: OwnVerdict): Disagreement[] {
  const left: Diagnostic[] = own.warnings.filter(({ stage }) => !(recorded.stopsAtLines && stage === 'model'))
  const found: Disagreement[] = []
  for (const [line, text] of recorded.warnings.toSorted(([a], [b]) => Number(b > 0) - Number(a > 0))) {
    const index = findCounterpart(left, line, text)
    if (index >= 0) left.splice(index, 1)
    else
      found.push({
        what: `HAProxy warns of line ${line}: ${text}`,
        reason: explainSilence(text, own) ?? explainRefusedLine(line, own),
      })
  }
  const lastLine = Math.max(0, ...recorded.lines)
  for (const warning of left) {
    const { span, code, message, stage } = warning
    const line = span?.line ?? 0
    found.push({
      what: `Weir warns of line ${line}: ${code} ${message}`,
      reason:
        explainWarning(warning) ??
        (recorded.lines.includes(line) ? 'both refuse the line' : null) ??
        (recorded.gaveUp && line > lastLine ? gaveUp : null) ??
        (own.alerts.length > 0 && (stage === 'model' || code === 'l7/http-log-in-tcp')
          ? 'it may come of what was refused'
          : null) ??
        (recorded.exit === 1 && stage === 'model' ? 'HAProxy ends its look at the whole at some errors' : null),
    })
  }
  return found
}

function explainRefusedLine(line: number, own: OwnVerdict): string | null {
  return own.alerts.some(({ span }) => span?.line === line && line > 0) ? 'Weir refuses the line' : null
}

function findCounterpart(warnings: readonly Diagnostic[], line: number, text: string): number {
  if (line > 0) return warnings.findIndex(({ span }) => span?.line === line)
  const keyword = /^parsing acl keyword '(.*)' :/.exec(text)?.[1]
  if (keyword !== undefined) return warnings.findIndex(({ message }) => message.includes(`for '${keyword}'`))
  const likeness = warnings.map(({ message }) => commonStart(message, text))
  const best = Math.max(0, ...likeness)
  return best < 8 ? -1 : likeness.indexOf(best)
}

function commonStart(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}
