import { type ArgumentReader, FAILED, type Failed, type ParseHost } from '../argument-reader.ts'
import type { ConditionNode, ConditionTerm, Word } from '../node.ts'
import { anonymousSpan, parseAcl } from './acl.ts'
import { isConditionStart } from './word-reader.ts'
import { joinSpans } from './word-span.ts'

/** What a condition is read with. */
export interface ConditionSite {
  readonly reader: ArgumentReader
  readonly host: ParseHost
  /** Finds the ACLs of a name, now or later, and reports when there are none. */
  settle(term: ConditionTerm): undefined | Failed
}

/**
 * Reads `if …` or `unless …` up to the end of the line (manual 7.2). Null when the next word is neither. As in HAProxy,
 * an empty alternative counts for nothing, so a bare `if` never holds, and inside braces every word belongs to the ACL.
 */
export function parseCondition(site: ConditionSite): ConditionNode | null | Failed {
  const { reader } = site
  const ahead = reader.peek()
  if (ahead !== null && !isConditionStart(ahead)) return null
  const polarity = reader.next()
  if (polarity === null) return null
  const alternatives: ConditionTerm[][] = []
  let current: ConditionTerm[] | null = null
  let negated = false
  let last = polarity
  for (let word = reader.next(); word !== null; word = reader.next()) {
    last = word
    // In capitals as well, as HAProxy takes it.
    if (word.text === '||' || word.text.toLowerCase() === 'or') {
      current = null
      negated = false
      continue
    }
    let name = word.text
    while (name.startsWith('!')) {
      negated = !negated
      name = name.slice(1)
    }
    if (name === '') continue
    const term = name === '{' ? parseAnonymous(site, word, negated) : parseNamed(site, word, name, negated)
    if (term === FAILED) return FAILED
    negated = false
    if (current === null) alternatives.push((current = []))
    current.push(term)
  }
  return {
    polarity: polarity.text === 'if' ? 'if' : 'unless',
    alternatives,
    span: joinSpans(polarity.span, last.span),
  }
}

function parseNamed(site: ConditionSite, word: Word, name: string, negated: boolean): ConditionTerm | Failed {
  const term: ConditionTerm = { negated, name, acls: [], span: word.span }
  return site.settle(term) === FAILED ? FAILED : term
}

function parseAnonymous(site: ConditionSite, open: Word, negated: boolean): ConditionTerm | Failed {
  const { reader } = site
  const words: Word[] = []
  for (let word = reader.next(); word !== null; word = reader.next()) {
    if (word.text === '}') {
      const span = anonymousSpan(open, word)
      const acl = parseAcl(site, null, words, span)
      return acl === FAILED ? FAILED : { negated, name: '', acls: [acl], span }
    }
    words.push(word)
  }
  return reader.fail("missing closing '}' in condition", { code: 'acl/unclosed', span: open.span })
}
