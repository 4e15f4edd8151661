import type { Diagnostic } from '@weir/base'
import { rowGroups, standardVocabulary } from '@weir/standard'
import { type LedgerEntry, ledger } from './entries.ts'

/** Why words are refused, as the vocabulary says it; `pnpm coverage` writes the same list down. */
const refusals = new Set(
  standardVocabulary.bundles
    .flatMap((bundle) => bundle.refused ?? [])
    .filter(({ state }) => state !== 'removed')
    .map(({ reason }) => reason),
)

/** Why words are read and have no effect. */
const inert = new Set(
  standardVocabulary.bundles
    .flatMap((bundle) => [...(bundle.directives ?? []), ...(bundle.bindOptions ?? []), ...(bundle.serverOptions ?? [])])
    .flatMap(({ withoutEffect }) => withoutEffect ?? []),
)

/** Every word of HAProxy 3.5, without what stands in front of it where it is not the first. */
const words = new Set(
  [
    ...rowGroups.flatMap(({ names }) => names),
    ...standardVocabulary.bundles.flatMap(({ directives = [] }) => directives.map(({ name }) => name)),
  ].flatMap((name) => [name, name.split(' ').at(-1)!]),
)

/** What explains a difference: an entry of the ledger, or what the vocabulary itself says. */
export type Explanation =
  | LedgerEntry
  | 'a word that Weir refuses'
  | 'a word without effect'
  | 'a word that came after 2.6'

/** Why Weir says this and HAProxy 2.6 does not, or null. */
export function explainOwn({
  severity,
  code,
  message,
}: Pick<Diagnostic, 'severity' | 'code' | 'message'>): Explanation | null {
  const refusal = / known to HAProxy, but not supported by Weir: (.*?)(?: in ACL expression '.*')?$/.exec(message)?.[1]
  if (severity === 'alert' && refusal !== undefined && (refusals.has(refusal) || inert.has(refusal)))
    return 'a word that Weir refuses'
  const effect = / is ignored: (.*)$/.exec(message)?.[1]
  if (severity === 'warning' && effect !== undefined && inert.has(effect)) return 'a word without effect'
  return find('Weir', severity, `${code} ${message}`)
}

/** Why HAProxy 2.6 says this and Weir does not, or null. */
export function explainTheirs(severity: 'alert' | 'warning', text: string): Explanation | null {
  const unknown =
    /unknown (?:keyword|option|stats parameter|fetch method|conv(?:erter)? method|log format) '([^']+)'/.exec(text)?.[1]
  if (severity === 'alert' && unknown !== undefined && words.has(unknown)) return 'a word that came after 2.6'
  return find('HAProxy', severity, text)
}

function find(says: LedgerEntry['says'], severity: string, text: string): LedgerEntry | null {
  return ledger.find((entry) => entry.says === says && entry.severity === severity && entry.text.test(text)) ?? null
}
