export { type Algorithm, type AlgorithmFactory, type AlgorithmSite, isFree } from './algorithm.ts'
export { RoundRobin } from './algorithms/roundrobin.ts'
export {
  type BackendObserver,
  type BackendPorts,
  type BackendSettings,
  BackendState,
  type ServerChange,
} from './backend-state.ts'
export {
  type BackendSurroundings,
  buildBackend,
  linkTracking,
  serverSettings,
} from './build-backend.ts'
export { balanceBundle } from './bundle.ts'
export { type CheckSummary, createCheckSummary } from './check-summary.ts'
export { BackendCounters, ResponseCounters, ServerCounters, SlidingAverage, TrafficCounters } from './counters.ts'
export { buildHashMap } from './hash-map.ts'
export { HashRing } from './hash-ring.ts'
export { createKeyHash, defaultHashSettings, type HashSettings } from './hash-settings.ts'
export { parseHashType } from './hash-type.ts'
export { createHashed, type KeyOf } from './hashed.ts'
export {
  type BalanceOptions,
  balanceOptions,
  type HashKeyKind,
  type PersistRule,
  type ServerLine,
  type ServerLines,
  type ServerOptions,
  serverLines,
  serverOptions,
  type UseServerRule,
} from './options.ts'
export { precedes, WaiterQueue } from './queue.ts'
export { isServiceName, type ResolutionOptions, resolutionOptions } from './resolution/options.ts'
export type { ResolutionReports } from './resolution/reports.ts'
export { type ResolutionFailure, ServerResolution } from './resolution/server-resolution.ts'
export { type ServiceRecord, type ServiceSlot, ServiceSlots } from './resolution/service-slots.ts'
export { parseServerAddress, type ServerAddress } from './server-address.ts'
export {
  type AttachedSession,
  type PortRule,
  type ServerSettings,
  ServerState,
  type TrafficObserver,
} from './server-state.ts'
export { adminFlags, anyDrain, anyMaintenance, type OperationalState, operationalStates } from './server-states.ts'
export type { Acquired, LastServer, QueueEntry, Waiter } from './waiter.ts'
