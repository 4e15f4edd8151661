import { partsOf } from './facts.ts'
import type { RegexNode } from './node.ts'

/** A JavaScript pattern that matches as the parsed one does. */
export interface EmittedRegex {
  readonly source: string
  /** JavaScript's number of each group of the original: some groups are added to emulate what JavaScript lacks. */
  readonly groups: readonly number[]
  /** True when there are added groups, so that numbers differ or go further. */
  readonly hasAddedGroups: boolean
}

/**
 * Writes JavaScript syntax; null when it has none for the pattern. With `hasNoLastNewline` the subject does not end in a line
 * feed: `$` then needs no look-ahead.
 */
export function emitRegex(
  node: RegexNode,
  groupCount: number,
  hasNoLastNewline: boolean,
  isRest = false,
): EmittedRegex | null {
  if (!isExpressible(node)) return null
  const emitter = new Emitter(groupCount, hasNoLastNewline, isRest)
  const source = emitter.emit(node, false)
  return {
    source: source === '' ? '(?:)' : source,
    groups: emitter.groups,
    hasAddedGroups: emitter.count !== groupCount,
  }
}

const assertions = {
  start: '^',
  'subject-start': '^',
  end: '$',
  'line-start': '(?:^|(?<=\\n)(?!$))',
  'line-end': '(?=\\n|$)',
  word: '\\b',
  'not-word': '\\B',
} as const

/** Where the subject goes on from an earlier match. */
const restAssertions: Readonly<Record<string, string>> = { start: '(?!)', 'line-start': '(?:(?<=\\n)(?!$))' }

class Emitter {
  readonly groups: number[]
  count = 0
  readonly #end: string
  readonly #isRest: boolean

  constructor(groupCount: number, hasNoLastNewline: boolean, isRest: boolean) {
    this.#isRest = isRest
    this.#end = hasNoLastNewline ? '$' : '(?=\\n?$)'
    this.groups = new Array<number>(groupCount + 1).fill(0)
  }

  emit(node: RegexNode, isBehind: boolean): string {
    switch (node.kind) {
      case 'set':
        return node.set.toSource()
      case 'sequence':
        return node.items
          .map((item) => (item.kind === 'choice' ? `(?:${this.emit(item, isBehind)})` : this.emit(item, isBehind)))
          .join('')
      case 'choice':
        return node.items.map((item) => this.emit(item, isBehind)).join('|')
      case 'group': {
        if (node.index === null) return `(?:${this.emit(node.item, isBehind)})`
        this.groups[node.index] = ++this.count
        return `(${this.emit(node.item, isBehind)})`
      }
      case 'repeat':
        if (node.mode === 'possessive') return this.#atomic({ ...node, mode: 'greedy' }, isBehind)
        return `${this.#repeatable(node.item, isBehind)}${quantifier(node.min, node.max)}${node.mode === 'lazy' ? '?' : ''}`
      case 'atomic':
        return this.#atomic(node.item, isBehind)
      case 'look':
        return `(?${node.isBehind ? '<' : ''}${node.isNegative ? '!' : '='}${this.emit(node.item, node.isBehind)})`
      case 'assertion':
        if (node.assertion === 'end-or-newline') return this.#end
        return (this.#isRest ? restAssertions[node.assertion] : undefined) ?? assertions[node.assertion]
      case 'reference':
        return `(?:\\${this.groups[node.index]})`
      case 'condition':
      case 'keep':
        throw new Error(`JavaScript has no ${node.kind}`)
    }
  }

  #repeatable(item: RegexNode, isBehind: boolean): string {
    const text = this.emit(item, isBehind)
    return item.kind === 'set' || item.kind === 'group' ? text : `(?:${text})`
  }

  /** A look-ahead is never entered again, so what it captured is matched once more, and only that. */
  #atomic(item: RegexNode, isBehind: boolean): string {
    const index = ++this.count
    return `(?:(?=(${this.emit(item, isBehind)}))\\${index})`
  }
}

function quantifier(min: number, max: number): string {
  if (max === Number.POSITIVE_INFINITY) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`
  if (min === 0 && max === 1) return '?'
  return min === max ? `{${min}}` : `{${min},${max}}`
}

/**
 * False for what JavaScript lacks: conditions, `\K`, several groups of one number, references that ignore case, atomic
 * groups in look-behinds, and references to a group that may not have matched, on which PCRE fails and JavaScript goes on.
 * A group has surely matched when no branch and no optional part lies between it and the reference.
 */
function isExpressible(root: RegexNode): boolean {
  const paths = new Map<number, readonly string[]>()
  let isFine = true
  let counter = 0
  const walk = (node: RegexNode, path: readonly string[], isBehind: boolean): void => {
    switch (node.kind) {
      case 'choice': {
        const id = counter++
        for (const [index, item] of node.items.entries()) walk(item, [...path, `${id}.${index}`], isBehind)
        return
      }
      case 'repeat':
        if (node.mode === 'possessive' && isBehind) isFine = false
        walk(node.item, node.min === 0 ? [...path, `${counter++}`] : path, isBehind)
        return
      case 'look':
        walk(node.item, node.isNegative ? [...path, `${counter++}`] : path, isBehind || node.isBehind)
        return
      case 'reference': {
        const origin = paths.get(node.index)
        if (origin === undefined || !origin.every((step, index) => step === path[index])) isFine = false
        if (node.ignoreCase) isFine = false
        return
      }
      case 'atomic':
        if (isBehind) isFine = false
        break
      case 'condition':
      case 'keep':
        isFine = false
        break
      default:
    }
    for (const part of partsOf(node)) walk(part, path, isBehind)
    if (node.kind !== 'group' || node.index === null) return
    if (paths.has(node.index)) isFine = false
    paths.set(node.index, path)
  }
  walk(root, [], false)
  return isFine
}
