export { stickTableBundle } from './bundle.ts'
export { type DataType, dataTypes, findDataType } from './data-type.ts'
export { keyOfSample, keyOfText, sampleOfKey, type TableKey, textOfKey } from './key.ts'
export {
  type SharedTables,
  type StickOptions,
  type StickRuleNode,
  sharedTables,
  stickOptions,
  type TrackingOptions,
  trackingOptions,
} from './options.ts'
export { Conversation, type ConversationSettings } from './peers/conversation.ts'
export { formatGreeting, type Greeting, readGreeting, readStatus } from './peers/greeting.ts'
export { handshakeStatus } from './peers/messages.ts'
export { PeerTable, SharedTable } from './peers/shared-table.ts'
export {
  bindStickRules,
  type PendingStore,
  StickRules,
  type StickTarget,
  type StickyServer,
} from './stick-rules.ts'
export { type Column, type StickEntry, StickTable } from './stick-table.ts'
export { bindTable, StickTables, stickTablesPort } from './stick-tables.ts'
export type { StoredType, TableDefinition, TableType } from './table-definition.ts'
export { type TableEntryView, type TablesView, type TableValueView, type TableView, tablesView } from './tables-view.ts'
export { type Tracked, TrackedCounters, trackersOf } from './tracked-counters.ts'
