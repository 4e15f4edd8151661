import type { Diagnostic } from '@weir/base'
import { compareWarnings } from './compare-warnings.ts'
import { type Disagreement, gaveUp } from './disagreement.ts'
import { explainAcceptance, explainRefusal } from './ledger.ts'
import type { OwnVerdict, RecordedVerdict } from './verdict.ts'

/** What HAProxy looks at in the end, and Weir on the line. */
const lateChecks = /another server named '.*' was already defined/

const sections =
  /^\s*(global|defaults|frontend|backend|listen|userlist|peers|resolvers|mailers|ring|log-forward|http-errors|cache|fcgi-app|program|crt-store)\b/

/**
 * Holds Weir's verdict against HAProxy's: both refuse or both accept, every line that HAProxy blames is blamed, and no
 * other line is. Where HAProxy only names the proxy, any line will do. What is wrong with the whole is not looked for by
 * HAProxy once a line was refused.
 */
export function compareVerdicts(text: string, recorded: RecordedVerdict, own: OwnVerdict): Disagreement[] {
  if (own.failure !== null) return [{ what: `threw: ${own.failure}`, reason: null }]
  const found: Disagreement[] = []
  const skipped = skippedLines(text, own)
  const ownLines = new Set(own.alerts.map(({ span }) => span?.line ?? 0))
  for (const problem of own.unresolved) ownLines.add(Number(/\[C:(\d+)\]/.exec(problem)?.[1] ?? 0))
  const isRefused = own.alerts.length > 0 || own.unresolved.length > 0
  for (const [index, line] of recorded.lines.entries()) {
    const said = recorded.texts[index]!
    if (line === 0 ? isRefused : ownLines.has(line)) continue
    const reason = skipped.has(line)
      ? 'it stands in a section whose header is blamed: HAProxy reads it into the section above, Weir without a cascade'
      : (explainAcceptance(said) ?? explainByRefusal(own))
    found.push({
      what: `HAProxy blames line ${line}: ${said}`,
      reason: isRefused || reason !== null ? reason : null,
    })
  }
  for (const alert of own.alerts) {
    const line = alert.span?.line ?? 0
    if (recorded.lines.includes(line)) continue
    // What is wrong with the whole is often said without a line.
    const isLate = alert.stage === 'model' || lateChecks.test(alert.message)
    if (isLate && (recorded.stopsAtLines || recorded.lines.includes(0))) continue
    if (recorded.exit === 1 && recorded.lines.every((at) => at === 0)) continue
    found.push({
      what: `Weir blames line ${line}: ${alert.code} ${alert.message}`,
      reason:
        explainRefusal(alert) ??
        explainCascade(alert.code, own) ??
        explainUnused(text, alert) ??
        (recorded.gaveUp && line > Math.max(...recorded.lines) ? gaveUp : null),
    })
  }
  if (recorded.exit !== 1 && own.unresolved.length > 0) found.push({ what: own.unresolved.join('; '), reason: null })
  return [...found, ...compareWarnings(recorded, own)]
}

/** What is only seen in the finished model is not looked for once a line was refused. */
function explainByRefusal(own: OwnVerdict): string | null {
  return own.alerts.every((alert) => explainRefusal(alert) !== null) && own.alerts.length > 0
    ? 'Weir refuses the configuration for what it lacks before it looks at this'
    : null
}

/** An ACL, server or proxy that was refused is unknown to the lines that name it. */
function explainCascade(code: string, own: OwnVerdict): string | null {
  const follows = ['config/unknown-acl', 'config/unknown-reference', 'config/unknown-defaults'].includes(code)
  return follows && own.alerts.some((alert) => explainRefusal(alert) !== null) ? 'what it names was refused' : null
}

/** HAProxy reads the log formats of `defaults` only for the proxies that use them; a wrong one is wrong either way. */
function explainUnused(text: string, { span }: Diagnostic): string | null {
  const lines = text.split('\n').slice(0, span?.line ?? 0)
  const header = lines.findLast((line) => sections.test(line))
  const isFormat = /^\s*(log-format|log-format-sd|error-log-format|unique-id-format)\s/.test(lines.at(-1) ?? '')
  return isFormat && /^\s*defaults\b/.test(header ?? '') ? 'formats of defaults are read where they stand' : null
}

/** The lines of sections that were refused as a whole. */
function skippedLines(text: string, own: OwnVerdict): ReadonlySet<number> {
  const refused = new Set(own.alerts.map(({ span }) => span?.line ?? 0))
  const skipped = new Set<number>()
  let isSkipping = false
  for (const [index, line] of text.split('\n').entries()) {
    if (sections.test(line)) isSkipping = refused.has(index + 1)
    if (isSkipping) skipped.add(index + 1)
  }
  return skipped
}
