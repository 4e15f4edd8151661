export { type HttpServices, httpServicesPort } from './actions/use-service.ts'
export { controlBundle } from './bundle.ts'
export { createRuntimeServer, type RuntimeServer, type RuntimeServerSettings } from './cli/server.ts'
export {
  CommandSession,
  type CommandSessionSettings,
  type PromptMode,
  type SeverityOutput,
} from './cli/session.ts'
export {
  type CommandAnswer,
  type CommandCall,
  type CommandMessage,
  type CommandOutput,
  type CommandRun,
  defineRuntimeCommand,
  failure,
  information,
  type LongCommand,
  type RuntimeCommand,
} from './command.ts'
export { commands } from './commands/index.ts'
export { writeServersState } from './commands/show-servers-state.ts'
export { createInertBundle } from './inert/bundle.ts'
export { renderMetrics } from './metrics/render.ts'
export { createMetricsService } from './metrics/service.ts'
export {
  type CpuMapping,
  type InertOptions,
  inertOptions,
  type ListenerStatsOptions,
  listenerStatsOptions,
  type PeerLine,
  type PeersOptions,
  type ProcessOptions,
  type ProcessVariable,
  peerOptions,
  peersOptions,
  processOptions,
  type RuntimeSocket,
  type RuntimeSocketOptions,
  runtimeSocketOptions,
  type StatsPageOptions,
  type StatsRule,
  type StatsUser,
  stateFileOptions,
  statsPageOptions,
  type UnixBindDefaults,
  type VariableOptions,
  variableOptions,
} from './options.ts'
export { createStatsRule, type StatsRuleSettings } from './page/rule.ts'
export {
  createReadOnlyStatsService,
  createStatsService,
  type StatsService,
  type StatsServiceSettings,
} from './page/service.ts'
export { formatPageTarget, isPageAddress, type PageTarget, parsePageTarget } from './page/target.ts'
export { Peer } from './peers/peer.ts'
export { PeerGroup, type PeerGroupSettings } from './peers/peer-group.ts'
export type {
  CapturedErrors,
  CheckControl,
  CompressionCounters,
  DynamicServers,
  HttpFrontendCounters,
  ProcessLimits,
  ProcessView,
  ProxyView,
  RuntimeSocketView,
  StickTableEntryView,
  StickTables,
  StickTableValue,
  StickTableView,
  TlsCounters,
} from './process-view.ts'
export { checkStatusWord } from './stats/check-status.ts'
export { type FieldType, type FieldValue, moduleFields, type StatField, statFields } from './stats/fields.ts'
export { type InfoField, infoFields, writeInfo } from './stats/info.ts'
export { everyRow, type RowSelection, type StatRow, selectRows } from './stats/row.ts'
export { serverStatus } from './stats/status.ts'
export { writeCsv, writeJson, writeTyped } from './stats/write.ts'
