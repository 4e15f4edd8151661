import type { ByteSet } from './byte-set.ts'
import { isAnchored, isNullable } from './facts.ts'
import type { RegexNode } from './node.ts'

/** How the work of a backtracking engine grows with the length of the subject. */
export interface Growth {
  /** True when it may double with every byte, or is not known to stay below that. */
  readonly isExponential: boolean
  /** Otherwise it grows at most with this power of the length. */
  readonly degree: number
}

/**
 * Says how much work a backtracking engine may have with an expression. The pattern becomes a position automaton
 * (Glushkov). Work is exponential when there are two ways of going round a loop on the same text: its product with itself
 * then leads from a pair of equal positions to a pair of different ones and back, or one step of a loop can be taken in two
 * ways (Weber and Seidl 1991). Otherwise every loop on the way to the end is good for one power, and so is the search for a
 * start. Counted repetitions of more than a few turns are taken for endless ones.
 */
export function measureGrowth(root: RegexNode): Growth {
  let growth = measured.get(root)
  if (growth === undefined) {
    growth = measure(root)
    measured.set(root, growth)
  }
  return growth
}

const measured = new WeakMap<RegexNode, Growth>()

function measure(root: RegexNode): Growth {
  const automaton = new Automaton()
  const whole = automaton.build(root)
  if (whole === null) return { isExponential: true, degree: 0 }
  return {
    isExponential: automaton.isExponential(),
    degree: Math.max(1, automaton.loopsFrom(whole) + (isAnchored(root) ? 0 : 1)),
  }
}

/** The rest of a sentence that starts with the pattern, when it may backtrack exponentially; else null. */
export function findBacktracking(root: RegexNode): string | null {
  return measureGrowth(root).isExponential ? 'may take exponential time on some inputs' : null
}

/** Counted repetitions are written out up to this many times. */
const copiesLimit = 4
/** Larger automatons, and larger loops, are not examined. */
const positionsLimit = 20_000
const linksLimit = 200_000
const loopLimit = 250

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
  #links = 0
  #hasCountedGaps = false
  #components: readonly number[] = []
  /** By component: its positions, when it is a loop. */
  readonly #loops = new Map<number, number[]>()

  /** Null when it is too large. */
  build(root: RegexNode): Fragment | null {
    const whole = this.#fragment(root)
    if (this.#isTooLarge()) return null
    this.#components = stronglyConnected(this.#sets.length, (position) => [...this.#follow[position]!.keys()])
    for (const [position, follow] of this.#follow.entries()) {
      const component = this.#components[position]!
      const isLoop = [...follow.keys()].some((next) => this.#components[next] === component)
      if (!isLoop) continue
      const positions = this.#loops.get(component)
      if (positions === undefined) this.#loops.set(component, [position])
      else positions.push(position)
    }
    return whole
  }

  #isTooLarge(): boolean {
    return this.#sets.length > positionsLimit || this.#links > linksLimit
  }

  #link(from: readonly number[], to: readonly number[]): void {
    this.#links += from.length * to.length
    if (this.#isTooLarge()) return
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

  #choice(items: readonly Fragment[]): Fragment {
    return {
      first: items.flatMap((item) => item.first),
      last: items.flatMap((item) => item.last),
      isNullable: items.some((item) => item.isNullable),
    }
  }

  #fragment(node: RegexNode): Fragment {
    if (this.#isTooLarge()) return empty
    switch (node.kind) {
      case 'set': {
        const position = this.#sets.length
        this.#sets.push(node.set)
        this.#follow.push(new Map())
        return { first: [position], last: [position], isNullable: false }
      }
      case 'sequence':
        return node.items.reduce<Fragment>((whole, item) => this.#join(whole, this.#fragment(item)), empty)
      case 'choice':
        return this.#choice(node.items.map((item) => this.#fragment(item)))
      case 'condition':
        return this.#choice([node.yes, node.no].map((item) => this.#fragment(item)))
      case 'group':
      case 'atomic':
        return this.#fragment(node.item)
      case 'repeat':
        return this.#repeat(node)
      case 'look':
        // It consumes nothing: its positions are come to, and lead nowhere else.
        return { first: this.#fragment(node.item).first, last: [], isNullable: true }
      default:
        return empty
    }
  }

  #repeat({ item, min, max }: Extract<RegexNode, { kind: 'repeat' }>): Fragment {
    const isCounted = max <= copiesLimit
    if (!isCounted && max !== Number.POSITIVE_INFINITY && isNullable(item)) this.#hasCountedGaps = true
    const mandatory = Math.min(min, copiesLimit)
    let whole: Fragment = empty
    for (let copy = 0; copy < mandatory - (isCounted ? 0 : 1); copy++) whole = this.#join(whole, this.#fragment(item))
    if (!isCounted && !(min === max && item.kind === 'set')) {
      const body = this.#fragment(item)
      this.#link(body.last, body.first)
      return this.#join(whole, { ...body, isNullable: body.isNullable || min === 0 })
    }
    if (!isCounted) return this.#join(whole, this.#fragment(item))
    for (let copy = 0; copy < max - min; copy++) {
      whole = this.#join(whole, { ...this.#fragment(item), isNullable: true })
    }
    return whole
  }

  isExponential(): boolean {
    if (this.#hasCountedGaps) return true
    for (const positions of this.#loops.values()) if (this.#isAmbiguous(positions)) return true
    return false
  }

  /** The most loops that one way through passes. */
  loopsFrom(whole: Fragment): number {
    // Components are numbered from the end: what follows one has smaller numbers.
    const order = [...this.#components.keys()].sort((a, b) => this.#components[a]! - this.#components[b]!)
    const below = new Map<number, number>()
    for (const position of order) {
      const component = this.#components[position]!
      let most = below.get(component) ?? (this.#loops.has(component) ? 1 : 0)
      for (const next of this.#follow[position]!.keys()) {
        const other = this.#components[next]!
        if (other !== component) most = Math.max(most, below.get(other)! + (this.#loops.has(component) ? 1 : 0))
      }
      below.set(component, most)
    }
    return whole.first.reduce((most, position) => Math.max(most, below.get(this.#components[position]!)!), 0)
  }

  #isAmbiguous(positions: readonly number[]): boolean {
    const count = positions.length
    if (count > loopLimit) return true
    const places = new Map(positions.map((position, place) => [position, place]))
    const steps = positions.map((position) => {
      const reached: number[] = []
      for (const [next, ways] of this.#follow[position]!) {
        const place = places.get(next)
        if (place !== undefined) reached.push(...new Array<number>(Math.min(ways, 2)).fill(place))
      }
      return reached
    })
    if (steps.some((reached) => new Set(reached).size < reached.length)) return true
    const product = stronglyConnected(count * count, (pair) => {
      const reached: number[] = []
      for (const a of steps[Math.floor(pair / count)]!) {
        for (const b of steps[pair % count]!) {
          if (this.#sets[positions[a]!]!.intersects(this.#sets[positions[b]!]!)) reached.push(a * count + b)
        }
      }
      return reached
    })
    const diagonal = new Set<number>()
    for (let place = 0; place < count; place++) diagonal.add(product[place * count + place]!)
    for (let pair = 0; pair < count * count; pair++) {
      if (Math.floor(pair / count) !== pair % count && diagonal.has(product[pair]!)) return true
    }
    return false
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
