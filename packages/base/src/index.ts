export {
  formatSocketAddress,
  type InternetAddress,
  IpAddress,
  parseHostAddress,
  parseIpAddress,
  refuseSocketPath,
  type SocketAddress,
} from './address.ts'
export type { Clock } from './clock.ts'
export type { Diagnostic, DiagnosticStage, Severity } from './diagnostic.ts'
export { avalanche } from './hash/avalanche.ts'
export { crc32, crc32c } from './hash/crc32.ts'
export { djb2 } from './hash/djb2.ts'
export { sdbm } from './hash/sdbm.ts'
export { xxh3 } from './hash/xxh3.ts'
export { xxh32 } from './hash/xxh32.ts'
export { xxh64 } from './hash/xxh64.ts'
export { findInHosts, hostsPath } from './hosts-file.ts'
export { type ErrorSide, ProxyError, type StreamPhase } from './proxy-error.ts'
export { createRandom, createSystemRandom, type Random } from './random.ts'
export { RateCounter, type RateSnapshot } from './rate-counter.ts'
export type { Span } from './span.ts'
export { systemClock } from './system-clock.ts'
export { Timeout, TimerQueue } from './timers.ts'
export { VirtualClock } from './virtual-clock.ts'
export {
  type AddressRules,
  isHostName,
  parseWrittenAddress,
  type WrittenAddress,
  type WrittenPort,
} from './written-address.ts'
