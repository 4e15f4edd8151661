import type { Binder, Evaluate, SampleContext } from '@weir/keyword'
import type { TableKey } from './key.ts'
import { keyOfSample } from './key.ts'
import type { StickOptions, StickRuleNode } from './options.ts'
import type { StickTable } from './stick-table.ts'
import { bindTable } from './stick-tables.ts'

/** A server as stick rules know it. */
export interface StickyServer {
  readonly id: number
  readonly name: string
  /** Address and port, as `srvkey addr` identifies it. */
  readonly addressKey: string
}

/** What a stick rule found: the number of a server, and its key where the table keeps one. */
export interface StickTarget {
  readonly serverId: number
  readonly serverKey: string | null
  readonly keyKind: 'name' | 'addr' | null
}

/** A server to be stored once it is known. */
export interface PendingStore {
  readonly table: StickTable
  readonly key: TableKey
}

/** As many keys as one request and its response may store (manual 4.2, `stick store-response`). */
const maximumStores = 8

interface BoundRule {
  readonly table: StickTable
  readonly evaluate: Evaluate
  readonly condition: ((context: SampleContext) => boolean) | null
}

/**
 * The `stick` lines of a backend. An engine asks `match` before it balances, gathers keys with `collectRequest` and
 * `collectResponse` while the messages are there, and calls `store` once a server has answered.
 */
export class StickRules {
  readonly #matches: readonly BoundRule[]
  readonly #requests: readonly BoundRule[]
  readonly #responses: readonly BoundRule[]

  constructor(matches: readonly BoundRule[], requests: readonly BoundRule[], responses: readonly BoundRule[]) {
    this.#matches = matches
    this.#requests = requests
    this.#responses = responses
  }

  get hasResponseRules(): boolean {
    return this.#responses.length > 0
  }

  /** The server of the first rule whose key is stored and that `accept` takes (it may be gone). Null: balance. */
  match<S>(context: SampleContext, accept: (target: StickTarget) => S | null): S | null {
    for (const rule of this.#matches) {
      const key = keyFor(rule, context)
      if (key === null) continue
      const { table } = rule
      const entry = table.lookupKey(key)
      if (entry === null) continue
      table.touch(entry)
      const column = table.column('server_id')
      const serverId = column === null ? 0 : table.read(entry, column)
      if (serverId === 0 && entry.serverKey === null) continue
      const server = accept({ serverId, serverKey: entry.serverKey, keyKind: table.definition.serverKey })
      if (server !== null) return server
    }
    return null
  }

  /** Adds the request's keys to `pending`: the first of each table. */
  collectRequest(context: SampleContext, pending: PendingStore[]): void {
    collect(this.#requests, context, pending)
  }

  /** The same for the response, of which each table may learn one more key. */
  collectResponse(context: SampleContext, pending: PendingStore[]): void {
    collect(this.#responses, context, pending)
  }

  /** Stores the server that served under all keys, and empties `pending`. */
  store(pending: PendingStore[], server: StickyServer): void {
    for (const { table, key } of pending) {
      const entry = table.obtainKey(key)
      if (entry === null) continue
      const column = table.column('server_id')
      if (column !== null) table.set(entry, column, server.id)
      const { serverKey } = table.definition
      entry.serverKey = serverKey === 'addr' ? server.addressKey : server.name
    }
    pending.length = 0
  }
}

function keyFor(rule: BoundRule, context: SampleContext): TableKey | null {
  if (rule.condition !== null && !rule.condition(context)) return null
  const value = rule.evaluate(context)
  if (value === null) return null
  const key = keyOfSample(value, rule.table.definition)
  // An empty string identifies nobody.
  return key === '' ? null : key
}

function collect(rules: readonly BoundRule[], context: SampleContext, pending: PendingStore[]): void {
  const from = pending.length
  for (const rule of rules) {
    if (pending.length >= maximumStores) return
    if (pending.some(({ table }, index) => index >= from && table === rule.table)) continue
    const key = keyFor(rule, context)
    if (key !== null) pending.push({ table: rule.table, key })
  }
}

function bindRule({ expression, table: reference, condition }: StickRuleNode, binder: Binder): BoundRule {
  const table = bindTable(reference, binder)
  // Manual 4.2, `stick-table`: what a rule refers to is stored without being asked for.
  table.store('server_id')
  table.store('server_key')
  return { table, evaluate: binder.expression(expression), condition: binder.condition(condition) }
}

/** Null when the section has no `stick` line, so that nothing is asked. */
export function bindStickRules(options: StickOptions, binder: Binder): StickRules | null {
  const { matches, storeRequests, storeResponses } = options
  if (matches.length + storeRequests.length + storeResponses.length === 0) return null
  const bind = (nodes: readonly StickRuleNode[]): BoundRule[] => nodes.map((node) => bindRule(node, binder))
  return new StickRules(bind(matches), bind(storeRequests), bind(storeResponses))
}
