import type { ByteSet } from './byte-set.ts'
import type { RegexNode } from './node.ts'

/**
 * Looks for exponential backtracking: two ways of going round a loop on the same text. The pattern becomes a position
 * automaton (Glushkov); such a loop exists when its product with itself leads from a pair of equal positions to a pair
 * of different ones and back, or when one step of a loop can be taken in two ways (Weber and Seidl 1991).
 *
 * Returns the rest of a sentence that starts with the pattern, or null. Look-arounds are examined on their own.
 */
export function findBacktracking(root: RegexNode): string | null {
  const automaton = new Automaton()
  if (!automaton.build(root)) return 'is too long to be checked for catastrophic backtracking'
  return automaton.isExponential() ? 'may take exponential time on some inputs' : null
}

/** Counted repetitions are written out up to this many times. */
const copiesLimit = 4
const positionsLimit = 400

interface Fragment {
  readonly first: readonly number[]
  readonly last: readonly number[]
  readonly isNullable: boolean
}

const empty: Fragment = { first: [], last: [], isNullable: true }

class Automaton {
  readonly #sets: ByteSet[] = []
  /** For each position, how often each other position is reached in one step. */
  readonly #follow: Map<number, number>[] = []

  build(root: RegexNode): boolean {
    this.#fragment(root)
    return this.#sets.length <= positionsLimit
  }

  #link(from: readonly number[], to: readonly number[]): void {
    for (const position of from) {
      const follow = this.#follow[position]!
      for (const next of to) follow.set(next, (follow.get(next) ?? 0) + 1)
    }
  }

  #join(a: Fragment, b: Fragment): Fragment {
    this.#link(a.last, b.first)
    return {
      first: a.isNullable ? [...a.first, ...b.first] : a.first,
      last: b.isNullable ? [...a.last, ...b.last] : b.last,
      isNullable: a.isNullable && b.isNullable,
    }
  }

  #fragment(node: RegexNode): Fragment {
    if (this.#sets.length > positionsLimit) return empty
    switch (node.kind) {
      case 'set': {
        const position = this.#sets.length
        this.#sets.push(node.set)
        this.#follow.push(new Map())
        return { first: [position], last: [position], isNullable: false }
      }
      case 'sequence':
        return node.items.reduce<Fragment>((whole, item) => this.#join(whole, this.#fragment(item)), empty)
      case 'choice': {
        const items = node.items.map((item) => this.#fragment(item))
        return {
          first: items.flatMap((item) => item.first),
          last: items.flatMap((item) => item.last),
          isNullable: items.some((item) => item.isNullable),
        }
      }
      case 'group':
      case 'atomic':
        return this.#fragment(node.item)
      case 'repeat':
        return this.#repeat(node)
      case 'look':
        // It consumes nothing: its positions lead nowhere else.
        this.#fragment(node.item)
        return empty
      default:
        return empty
    }
  }

  #repeat({ item, min, max }: Extract<RegexNode, { kind: 'repeat' }>): Fragment {
    const isEndless = max === Number.POSITIVE_INFINITY
    const mandatory = Math.min(min, copiesLimit)
    let whole: Fragment = empty
    for (let copy = 0; copy < mandatory - (isEndless ? 1 : 0); copy++) whole = this.#join(whole, this.#fragment(item))
    if (isEndless) {
      const body = this.#fragment(item)
      this.#link(body.last, body.first)
      return this.#join(whole, { ...body, isNullable: body.isNullable || min === 0 })
    }
    for (let copy = 0; copy < Math.min(max - min, copiesLimit); copy++) {
      whole = this.#join(whole, { ...this.#fragment(item), isNullable: true })
    }
    return whole
  }

  isExponential(): boolean {
    const count = this.#sets.length
    const components = stronglyConnected(count, (position) => [...this.#follow[position]!.keys()])
    for (let position = 0; position < count; position++) {
      for (const [next, ways] of this.#follow[position]!) {
        if (ways > 1 && components[position] === components[next]) return true
      }
    }
    const product = stronglyConnected(count * count, (pair) => this.#pairs(pair, count, components))
    const diagonal = new Set<number>()
    for (let position = 0; position < count; position++) diagonal.add(product[position * count + position]!)
    for (let pair = 0; pair < count * count; pair++) {
      if (Math.floor(pair / count) !== pair % count && diagonal.has(product[pair]!)) return true
    }
    return false
  }

  /** The pairs reached from a pair on one byte, staying inside loops. */
  #pairs(pair: number, count: number, components: readonly number[]): number[] {
    const a = Math.floor(pair / count)
    const b = pair % count
    const reached: number[] = []
    if (components[a] !== components[b]) return reached
    for (const nextA of this.#follow[a]!.keys()) {
      if (components[nextA] !== components[a]) continue
      for (const nextB of this.#follow[b]!.keys()) {
        if (components[nextB] !== components[b]) continue
        if (this.#sets[nextA]!.intersects(this.#sets[nextB]!)) reached.push(nextA * count + nextB)
      }
    }
    return reached
  }
}

/** The number of the strongly connected component of each node (Tarjan, without recursion). */
function stronglyConnected(count: number, next: (node: number) => readonly number[]): number[] {
  const component = new Array<number>(count).fill(-1)
  const order = new Array<number>(count).fill(-1)
  const low = new Array<number>(count).fill(0)
  const stack: number[] = []
  const isOnStack = new Uint8Array(count)
  let counter = 0
  let components = 0
  for (let root = 0; root < count; root++) {
    if (order[root] !== -1) continue
    const work: { readonly node: number; readonly edges: readonly number[]; at: number }[] = []
    const enter = (node: number): void => {
      order[node] = low[node] = counter++
      stack.push(node)
      isOnStack[node] = 1
      work.push({ node, edges: next(node), at: 0 })
    }
    enter(root)
    while (work.length > 0) {
      const frame = work.at(-1)!
      if (frame.at < frame.edges.length) {
        const target = frame.edges[frame.at++]!
        if (order[target] === -1) enter(target)
        else if (isOnStack[target] === 1) low[frame.node] = Math.min(low[frame.node]!, order[target]!)
        continue
      }
      work.pop()
      const parent = work.at(-1)
      if (parent !== undefined) low[parent.node] = Math.min(low[parent.node]!, low[frame.node]!)
      if (low[frame.node] !== order[frame.node]) continue
      for (;;) {
        const node = stack.pop()!
        isOnStack[node] = 0
        component[node] = components
        if (node === frame.node) break
      }
      components++
    }
  }
  return component
}
