export { type Algorithm, type AlgorithmFactory, type AlgorithmSite, isFree } from './algorithm.ts'
export {
  type BackendObserver,
  type BackendPorts,
  type BackendSettings,
  BackendState,
  type ServerChange,
} from './backend-state.ts'
export { type CheckSummary, createCheckSummary } from './check-summary.ts'
export { BackendCounters, ResponseCounters, ServerCounters, SlidingAverage, TrafficCounters } from './counters.ts'
export { buildHashMap } from './hash-map.ts'
export { HashRing } from './hash-ring.ts'
export { createKeyHash, defaultHashSettings, type HashSettings } from './hash-settings.ts'
export { createHashed, type KeyOf } from './hashed.ts'
export { precedes, WaiterQueue } from './queue.ts'
export { type AttachedSession, type PortRule, type ServerSettings, ServerState } from './server-state.ts'
export { adminFlags, anyDrain, anyMaintenance, type OperationalState, operationalStates } from './server-states.ts'
export type { Acquired, QueueEntry, Waiter } from './waiter.ts'
