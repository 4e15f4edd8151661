export { Backend, type BackendSettings } from './backend.ts'
export { FrontendCounters, ListenerCounters } from './counters.ts'
export { Dispatch, type DispatchClient } from './dispatch.ts'
export { Engine, type EngineSettings } from './engine.ts'
export { type BackendRule, Frontend, type FrontendSettings, type ProxyMode, type SessionHandler } from './frontend.ts'
export { InspectBuffer } from './inspect-buffer.ts'
export { Listener, type ListenerSettings } from './listener.ts'
export type {
  CloseCause,
  ConnectAttempt,
  Connection,
  ConnectionSink,
  ConnectOptions,
  ConnectSink,
  ListeningSocket,
  ListenOptions,
  Network,
} from './network/connection.ts'
export { createNetwork, type NetworkChoice } from './network/create.ts'
export { HandleNetwork } from './network/handle.ts'
export { MemoryConnection, type MemoryFault, MemoryNetwork, type MemoryNetworkSettings } from './network/memory.ts'
export { NodeNetwork } from './network/node.ts'
export {
  type BackendRuleNode,
  type ProcessOptions,
  type ProxyOptions,
  processOptions,
  proxyOptions,
  type SourceNode,
  type StreamLogOptions,
  streamLogOptions,
  type TimeoutOptions,
  timeoutOptions,
} from './options.ts'
export type { ProxyHeader, ProxyHeaderField } from './proxy-protocol/header.ts'
export { bindRules, type Rule, type RuleList, type RulePosition, runRules } from './rules.ts'
export { type ProxyHeaderFormat, plainTransport, type ServerTransport } from './server-transport.ts'
export { Session } from './session.ts'
export { Stream } from './stream.ts'
export type { StreamLog, StreamLogger } from './stream-log.ts'
export { startTcpStream } from './tcp-stream.ts'
export { terminationCodes, terminationState } from './termination.ts'
export { resolveTimeouts, type Timeouts } from './timeouts.ts'
