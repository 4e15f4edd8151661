/** What can be told of a regular expression from its tree alone. */
import type { RegexNode } from './node.ts'

/** True when it may match without taking a byte. */
export function isNullable(node: RegexNode): boolean {
  switch (node.kind) {
    case 'set':
      return false
    case 'sequence':
      return node.items.every(isNullable)
    case 'choice':
      return node.items.some(isNullable)
    case 'repeat':
      return node.min === 0 || isNullable(node.item)
    case 'group':
    case 'atomic':
      return isNullable(node.item)
    case 'condition':
      return isNullable(node.yes) || isNullable(node.no)
    case 'look':
    case 'assertion':
    case 'keep':
    case 'reference':
      return true
  }
}

/** The nodes directly inside a node. */
export function partsOf(node: RegexNode): readonly RegexNode[] {
  switch (node.kind) {
    case 'sequence':
    case 'choice':
      return node.items
    case 'repeat':
    case 'group':
    case 'atomic':
    case 'look':
      return [node.item]
    case 'condition':
      return [node.yes, node.no]
    default:
      return []
  }
}

/** True when `test` holds for the node or for one inside it. */
export function someNode(node: RegexNode, test: (node: RegexNode) => boolean): boolean {
  return test(node) || partsOf(node).some((part) => someNode(part, test))
}

export const isCapture = (node: RegexNode): boolean => node.kind === 'group' && node.index !== null

/** True when what matches behind some place depends on what the groups hold, so that failures cannot be remembered. */
export const dependsOnGroups = (node: RegexNode): boolean =>
  someNode(node, ({ kind }) => kind === 'reference' || kind === 'condition')

/** True when it can match at the start of the subject only. */
export function isAnchored(node: RegexNode): boolean {
  switch (node.kind) {
    case 'assertion':
      return node.assertion === 'start' || node.assertion === 'subject-start'
    case 'sequence':
      return node.items[0] !== undefined && isAnchored(node.items[0])
    case 'choice':
      return node.items.every(isAnchored)
    case 'group':
    case 'atomic':
      return isAnchored(node.item)
    case 'repeat':
      return node.min > 0 && isAnchored(node.item)
    default:
      return false
  }
}

/** How many bytes it takes, whatever it matches; null when that varies. */
export function fixedLength(node: RegexNode): number | null {
  switch (node.kind) {
    case 'set':
      return 1
    case 'sequence':
      return node.items.reduce<number | null>((sum, item) => {
        const length = sum === null ? null : fixedLength(item)
        return length === null ? null : sum! + length
      }, 0)
    case 'choice':
      return sameLength(node.items)
    case 'condition':
      return sameLength([node.yes, node.no])
    case 'repeat': {
      const length = node.min === node.max ? fixedLength(node.item) : null
      return length === null ? null : length * node.min
    }
    case 'group':
    case 'atomic':
      return fixedLength(node.item)
    case 'reference':
      return null
    case 'look':
    case 'assertion':
    case 'keep':
      return 0
  }
}

function sameLength(items: readonly RegexNode[]): number | null {
  const lengths = new Set(items.map(fixedLength))
  return lengths.size === 1 ? lengths.values().next().value! : null
}

/**
 * True when the engine of JavaScript finds another match, or other groups, than PCRE does: it forgets the groups of a loop
 * on each turn, and does not let a loop end with a turn that takes nothing.
 */
export function matchesOtherwise(node: RegexNode): boolean {
  return someNode(node, (part) => {
    if (part.kind === 'look') return part.isBehind && someNode(part.item, isCapture)
    if (part.kind !== 'repeat') return false
    return (part.max > part.min && isNullable(part.item)) || (part.max > 1 && mayLeaveGroup(part.item, false))
  })
}

/** True when a turn may pass by a group. */
function mayLeaveGroup(node: RegexNode, isOptional: boolean): boolean {
  if (isOptional && isCapture(node)) return true
  const skips =
    isOptional ||
    node.kind === 'choice' ||
    (node.kind === 'repeat' && node.min === 0) ||
    (node.kind === 'look' && node.isNegative)
  return partsOf(node).some((part) => mayLeaveGroup(part, skips))
}
