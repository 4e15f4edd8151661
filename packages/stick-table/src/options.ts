import { type ConditionNode, defineOptions, type ExpressionNode, type Reference } from '@weir/keyword'
import type { TableDefinition } from './table-definition.ts'

/** One `stick` line: what is looked up before a server is chosen, or stored afterwards. */
export interface StickRuleNode {
  readonly expression: ExpressionNode
  readonly table: Reference
  readonly condition: ConditionNode | null
}

/** What a proxy says about stickiness. */
export interface StickOptions {
  /** The section's own table. */
  table: TableDefinition | null
  matches: StickRuleNode[]
  storeRequests: StickRuleNode[]
  storeResponses: StickRuleNode[]
}

export const stickOptions = defineOptions<StickOptions>('stick', () => ({
  table: null,
  matches: [],
  storeRequests: [],
  storeResponses: [],
}))

/** Settings of `global` for tables. */
export interface TrackingOptions {
  /** `tune.stick-counters`. */
  counterCount: number
}

export const trackingOptions = defineOptions<TrackingOptions>('tracking', () => ({ counterCount: 3 }))

/** What a section `peers` says about tables. */
export interface SharedTables {
  tables: TableDefinition[]
}

export const sharedTables = defineOptions<SharedTables>('shared tables', () => ({ tables: [] }))
