import type { Diagnostic } from '@weir/base'
import { explainOwn, explainTheirs } from '../ledger/explain.ts'
import { Refusals } from '../ledger/refusals.ts'
import { behindTheEnd } from './behind-the-end.ts'
import { compareWarnings } from './compare-warnings.ts'
import { type Disagreement, disagree } from './disagreement.ts'
import type { OwnVerdict, RecordedVerdict } from './verdict.ts'

/** Behind `observe layer7` outside HTTP mode, HAProxy does not say any more which line it blames. */
function isPlaceless(line: number, { lines, warnings }: RecordedVerdict): boolean {
  return lines.includes(0) && warnings.some(([warned, text]) => warned === line && text.includes("'layer7' can only"))
}

/**
 * Holds Weir's verdict against HAProxy's: both refuse or both accept, every line that HAProxy blames is blamed, and no
 * other line is. Where HAProxy only names the proxy, any line will do. What is wrong with the whole is not looked for by
 * HAProxy once a line was refused.
 */
export function compareVerdicts(text: string, recorded: RecordedVerdict, own: OwnVerdict): Disagreement[] {
  if (own.failure !== null) return [disagree(`threw: ${own.failure}`, null)]
  const refusals = new Refusals(text, own.alerts)
  const found: Disagreement[] = []
  const ownLines = new Set(own.alerts.map(({ span }) => span?.line ?? 0))
  for (const problem of own.unresolved) ownLines.add(Number(/\[C:(\d+)\]/.exec(problem)?.[1] ?? 0))
  const isRefused = own.alerts.length > 0 || own.unresolved.length > 0
  for (const [index, line] of recorded.lines.entries()) {
    const said = recorded.texts[index]!
    if (line === 0 ? isRefused : ownLines.has(line)) continue
    found.push(
      disagree(
        `HAProxy blames line ${line}: ${said}`,
        explainTheirs('alert', said),
        isInUnknownSection(refusals.headerOf(line), recorded) ?? notLookedAt(said, line, refusals, own),
      ),
    )
  }
  // `quiet` in `global` silences alerts too.
  const isMute = recorded.exit === 1 && recorded.lines.length === 0
  if (isMute && !isRefused) found.push(disagree('HAProxy refuses it without a word', null))
  for (const alert of own.alerts) {
    const line = alert.span?.line ?? 0
    if (isMute || recorded.lines.includes(line)) continue
    // What is wrong with the whole is often said without a line.
    const isLate = alert.stage === 'model'
    if (isLate && (recorded.stopsAtLines || recorded.endsEarly || recorded.lines.includes(0))) continue
    if (isTableWithoutName(alert, recorded) || isPlaceless(line, recorded)) continue
    found.push(
      disagree(
        `Weir blames line ${line}: ${alert.code} ${alert.message}`,
        explainOwn(alert),
        followsFromRefusal(alert, refusals) ??
          isInUnreadSection(refusals.headerOf(line), recorded) ??
          behindTheEnd(line, recorded),
      ),
    )
  }
  if (recorded.exit !== 1 && own.unresolved.length > 0) found.push(disagree(own.unresolved.join('; '), null))
  return [...found, ...compareWarnings(recorded, own, refusals)]
}

/** HAProxy looks for a table whose name was left out once all is read, and then names no line. */
function isTableWithoutName({ code, message }: Diagnostic, { texts }: RecordedVerdict): boolean {
  return (
    code === 'config/missing-argument' &&
    / table( name)?$/.test(message) &&
    texts.some((said) => /unable to find (stick-)?table ''/.test(said))
  )
}

/** Why Weir did not get as far as to see what HAProxy blames. */
function notLookedAt(said: string, line: number, refusals: Refusals, own: OwnVerdict): string | null {
  if (refusals.isInRefusedSection(line)) return 'the section was refused: HAProxy reads it into the one above'
  if (own.alerts.length > 0 && /could not resolve address|invalid address: '[\w.-]+'/.test(said))
    return 'names are looked up once nothing is refused'
  const other = Number(/another is already configured at \[C:(\d+)\]/.exec(said)?.[1] ?? 0)
  if (refusals.has(other)) return 'the other line was refused'
  return null
}

const missing = ['config/unknown-acl', 'config/unknown-reference', 'config/unknown-defaults']

function followsFromRefusal({ code, message }: Diagnostic, refusals: Refusals): string | null {
  return missing.includes(code) && refusals.wouldDeclare(message) ? 'what it names was refused' : null
}

/** A section of later versions is none to HAProxy, which reads its lines into the one above. */
function isInUnknownSection(header: number, recorded: RecordedVerdict): string | null {
  const said = recorded.texts[recorded.lines.indexOf(header)] ?? ''
  return /unknown keyword '.*' (in '.*' section|out of section)/.test(said) ? 'HAProxy does not know the section' : null
}

/** Below a header that it refuses HAProxy reads lines into the section above, or not at all. */
function isInUnreadSection(header: number, recorded: RecordedVerdict): string | null {
  return header > 0 && recorded.lines.includes(header) ? 'HAProxy refuses the header of the section' : null
}
