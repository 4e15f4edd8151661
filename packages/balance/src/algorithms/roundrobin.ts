import { defineAlgorithm, type SampleContext } from '@weir/keyword'
import { type Algorithm, type AlgorithmFactory, isFree } from '../algorithm.ts'
import type { ServerState } from '../server-state.ts'

export const roundrobin = defineAlgorithm({
  name: 'roundrobin',
  summary: 'Servers take turns in proportion to their weights, which may change at run time.',
  manual: '4.2',
  isDynamic: true,
  params: [],
  create: (): AlgorithmFactory => () => new RoundRobin(),
})

/** A server's place in the current round. */
interface Turn {
  readonly server: ServerState
  weight: number
  /** When it is due: a whole number of requests since the round began, and a remainder in units of 1 / weight. */
  due: number
  remainder: number
  /** Order in which places were taken: earlier wins when all else is equal. */
  sequence: number
}

/**
 * Smooth weighted round robin, in the order that HAProxy was seen to produce.
 *
 *   fresh ──(nobody is due)──▶ chosen ──▶ due again after total / weight requests ──▶ running
 *     ▲                                                                    │ beyond the end of the round
 *     └──────────────────── a round ends when fresh and running are empty ─┴─▶ next
 *
 * The clock is the number of requests of the round. A running server is chosen when it is due; when none is, the
 * heaviest fresh one; when there is no fresh one, the running one that will be due first. Among those due at once the
 * one with the least `remainder - weight` goes first.
 */
export class RoundRobin implements Algorithm {
  readonly name: string = 'roundrobin'
  readonly isDynamic = true
  readonly needsBody = false
  readonly isByRequest = false
  #fresh: Turn[] = []
  #running: Turn[] = []
  #next: Turn[] = []
  #total = 0
  #now = 0
  #sequence = 0

  reset(servers: readonly ServerState[]): void {
    const stays = (turn: Turn): boolean => servers.includes(turn.server)
    this.#fresh = this.#fresh.filter(stays)
    this.#running = this.#running.filter(stays)
    this.#next = this.#next.filter(stays)
    const known = new Set([...this.#fresh, ...this.#running, ...this.#next].map((turn) => turn.server))
    for (const server of servers) {
      if (!known.has(server)) {
        this.#fresh.push({ server, weight: server.effectiveWeight, due: 0, remainder: 0, sequence: 0 })
      }
    }
    this.#fresh.sort((a, b) => b.weight - a.weight)
    this.#recount()
  }

  onWeightChange(server: ServerState): void {
    for (const turn of [...this.#fresh, ...this.#running, ...this.#next]) {
      if (turn.server !== server) continue
      turn.weight = server.effectiveWeight
      turn.remainder = 0
    }
    this.#recount()
  }

  onLoadChange(): void {}

  choose(_context: SampleContext, avoid: ServerState | null): ServerState | null {
    return this.#choose(avoid) ?? (avoid === null ? null : this.#choose(null))
  }

  #choose(avoid: ServerState | null): ServerState | null {
    if (this.#fresh.length === 0 && this.#running.length === 0) this.#startRound()
    const running = earliest(this.#running, avoid)
    let turn = running
    if (running === null || running.due > this.#now) {
      const fresh = this.#fresh.find((candidate) => candidate.server !== avoid && isFree(candidate.server))
      if (fresh !== undefined) {
        turn = fresh
        fresh.due = this.#now
        this.#fresh.splice(this.#fresh.indexOf(fresh), 1)
      }
    }
    if (turn === running) {
      if (running === null) return this.#chooseAhead(avoid)
      this.#running.splice(this.#running.indexOf(running), 1)
    }
    this.#place(turn!)
    return turn!.server
  }

  /** Everyone who is left in this round is saturated: somebody of the next round steps in. */
  #chooseAhead(avoid: ServerState | null): ServerState | null {
    const turn = earliest(this.#next, avoid)
    if (turn === null) return null
    this.#next.splice(this.#next.indexOf(turn), 1)
    this.#place(turn)
    return turn.server
  }

  #place(turn: Turn): void {
    turn.due += Math.floor(this.#total / turn.weight)
    turn.remainder += this.#total % turn.weight
    if (turn.remainder >= turn.weight) {
      turn.remainder -= turn.weight
      turn.due++
    }
    turn.sequence = this.#sequence++
    if (turn.due >= this.#total) this.#next.push(turn)
    else this.#running.push(turn)
    this.#now++
  }

  #startRound(): void {
    this.#fresh = this.#next.sort((a, b) => b.weight - a.weight)
    this.#next = []
    this.#now = 0
  }

  #recount(): void {
    this.#total = 0
    for (const turn of [...this.#fresh, ...this.#running, ...this.#next]) this.#total += turn.weight
  }
}

function earliest(turns: readonly Turn[], avoid: ServerState | null): Turn | null {
  let best: Turn | null = null
  for (const turn of turns) {
    if (turn.server === avoid || !isFree(turn.server)) continue
    if (best === null || isEarlier(turn, best)) best = turn
  }
  return best
}

function isEarlier(a: Turn, b: Turn): boolean {
  if (a.due !== b.due) return a.due < b.due
  const difference = a.remainder - a.weight - (b.remainder - b.weight)
  return difference !== 0 ? difference < 0 : a.sequence < b.sequence
}
