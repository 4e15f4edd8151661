import type { Diagnostic } from '@weir/base'
import { explainOwn, explainTheirs } from '../ledger/explain.ts'
import type { Refusals } from '../ledger/refusals.ts'
import { behindTheEnd } from './behind-the-end.ts'
import { type Disagreement, disagree } from './disagreement.ts'
import type { OwnVerdict, RecordedVerdict } from './verdict.ts'

/**
 * Holds Weir's warnings against HAProxy's: each has its counterpart on the same line, or the likest one where HAProxy names
 * no line. What is wrong with the whole is not looked for by HAProxy once a line was refused.
 */
export function compareWarnings(recorded: RecordedVerdict, own: OwnVerdict, refusals: Refusals): Disagreement[] {
  const isPartial = recorded.stopsAtLines || recorded.endsEarly
  const left: Diagnostic[] = own.warnings.filter(({ stage }) => !(isPartial && stage === 'model'))
  const found: Disagreement[] = []
  for (const [line, text] of recorded.warnings.toSorted((a, b) => rank(a) - rank(b))) {
    const index = findCounterpart(left, line, text)
    if (index >= 0) left.splice(index, 1)
    else if (!bothRefuse(line, recorded, own) && !isOfRefusedLine(text, recorded, own, refusals)) {
      const isRefused = refusals.has(line) || refusals.isInRefusedSection(line) || refusals.isAbout(text)
      found.push(
        disagree(
          `HAProxy warns of line ${line}: ${text}`,
          explainTheirs('warning', text),
          isRefused
            ? 'Weir refuses the line'
            : isUnlooked(text, own)
              ? 'names are looked up once nothing is refused'
              : null,
        ),
      )
    }
  }
  for (const warning of left) {
    const line = warning.span?.line ?? 0
    if (bothRefuse(line, recorded, own)) continue
    found.push(
      disagree(
        `Weir warns of line ${line}: ${warning.code} ${warning.message}`,
        explainOwn(warning),
        isOfUnknownWord(line, recorded) ?? behindTheEnd(line, recorded),
      ),
    )
  }
  return found
}

/** Of a line that both refuse it does not matter what else is said. */
function bothRefuse(line: number, recorded: RecordedVerdict, own: OwnVerdict): boolean {
  return line > 0 && recorded.lines.includes(line) && own.alerts.some(({ span }) => span?.line === line)
}

/** The same for what names no line: the value of a time, or a format that has been read in part. */
function isOfRefusedLine(said: string, recorded: RecordedVerdict, own: OwnVerdict, refusals: Refusals): boolean {
  const time = /after the timer value '(.*?)'/.exec(said)?.[1]
  if (time !== undefined)
    return recorded.lines.some((line) => bothRefuse(line, recorded, own) && refusals.stands(time, line))
  return (
    said.startsWith('log format ignored for ') &&
    recorded.texts.some((text) => text.includes('failed to parse log-format')) &&
    own.alerts.some(({ span }) => refusals.stands('log-format', span?.line ?? 0))
  )
}

function isUnlooked(said: string, { alerts }: OwnVerdict): boolean {
  return alerts.length > 0 && /could not resolve address/.test(said)
}

/** Those that name what they are about come first, then those with a line. */
function rank([line, text]: RecordedVerdict['warnings'][number]): number {
  return /^(parsing acl|'[\w-]+' rules ignored)/.test(text) ? 0 : line > 0 ? 1 : 2
}

/** What is said of a word of later versions, which HAProxy refuses. */
function isOfUnknownWord(line: number, recorded: RecordedVerdict): string | null {
  const said = recorded.texts[recorded.lines.indexOf(line)] ?? ''
  return /unknown (keyword|option) '/.test(said) ? 'HAProxy does not know the word' : null
}

function findCounterpart(warnings: readonly Diagnostic[], line: number, text: string): number {
  if (line > 0) {
    const said = text.replace(/^parsing \[C:\d+\] ?: /, '')
    // What it finds in the end HAProxy puts on the last line of a rule that it read.
    const same = /^'option .*' not usable with /.test(said)
      ? warnings.findIndex(({ message }) => message.startsWith(said))
      : -1
    return same >= 0 ? same : findOfLine(warnings, line, said)
  }
  const keyword = /^parsing acl keyword '(.*)' :/.exec(text)?.[1]
  if (keyword !== undefined) return warnings.findIndex(({ message }) => message.includes(`for '${keyword}'`))
  // The message goes on in the next line, which says what is odd about the ACL.
  if (/^parsing acl '.*' :/.test(text)) return warnings.findIndex(({ code }) => code.startsWith('acl/'))
  const likeness = warnings.map(({ message }) => commonStart(message, text))
  const best = Math.max(0, ...likeness)
  return best < 8 ? -1 : likeness.indexOf(best)
}

/** Among those of a line one that only Weir has is no counterpart if there is another; then the likest counts. */
function findOfLine(warnings: readonly Diagnostic[], line: number, said: string): number {
  const likeness = warnings.map((warning) => {
    if (warning.span?.line !== line) return -1
    return explainOwn(warning) === null ? 1 + commonStart(warning.message, said) : 0
  })
  const best = Math.max(-1, ...likeness)
  return best < 0 ? -1 : likeness.indexOf(best)
}

function commonStart(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}
