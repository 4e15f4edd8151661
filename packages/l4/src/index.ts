export { type BindDefaults, bindBackendRules, listenersOf, sourceOf, type UnixDefaults } from './assemble.ts'
export { Backend, type BackendSettings } from './backend.ts'
export { type BindAddress, type LookUpHost, parseBindAddresses } from './bind-address.ts'
export {
  type BindLine,
  type BindLines,
  type BindOptions,
  bindLines,
  bindOptions,
  datagramBindLines,
} from './bind-options.ts'
export { l4Bundle } from './bundle.ts'
export { chooseLogFormat } from './choose-log-format.ts'
export { type ClientHello, parseClientHello, readHandshake, serverName } from './client-hello.ts'
export { connectionErrorNumber, connectionErrorText, errorOfCause } from './connection-errors.ts'
export { FrontendCounters, ListenerCounters } from './counters.ts'
export { DataPipeline, type DataSink, DataStage } from './data-pipeline.ts'
export { Dispatch, type DispatchClient } from './dispatch.ts'
export { dropSilently } from './drop-silently.ts'
export { Engine, type EngineSettings } from './engine.ts'
export { bindFilters, type Filter, type FilterChain, type FilterOptions, filterOptions, filtersOf } from './filter.ts'
export { type BackendRule, Frontend, type FrontendSettings, type ProxyMode, type SessionHandler } from './frontend.ts'
export { InspectBuffer } from './inspect-buffer.ts'
export { Listener, type ListenerSettings } from './listener.ts'

export { localDateWithMilliseconds } from './log-date.ts'
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
  SecureConnection,
} from './network/connection.ts'

export { createNetwork, type NetworkChoice } from './network/create.ts'
export { HandleNetwork } from './network/handle.ts'
export { MemoryConnection, type MemoryFault, MemoryNetwork, type MemoryNetworkSettings } from './network/memory.ts'
export { NodeNetwork } from './network/node.ts'
export { quietSink } from './network/quiet-sink.ts'
export type { SharedSockets } from './network/shared-sockets.ts'
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
export { proxyArgument, runningProxy } from './proxy-argument.ts'
export { encodeProxyHeader } from './proxy-protocol/encode.ts'
export type { ProxyHeader, ProxyHeaderField } from './proxy-protocol/header.ts'
export { ProxyHeaderReader } from './proxy-protocol/reader.ts'
export { createAcceptedFamilies, hasDefaultIpv6Route } from './resolvers/accepted-families.ts'
export type { DatagramPeer, Datagrams } from './resolvers/datagrams.ts'
export { type DatagramService, MemoryDatagrams } from './resolvers/memory-datagrams.ts'
export type { Nameserver, NameserverCounters } from './resolvers/nameserver.ts'
export { nodeDatagrams } from './resolvers/node-datagrams.ts'
export {
  type FamilyOptions,
  familyOptions,
  type HoldTimes,
  type NameserverLine,
  type ResolversOptions,
  resolversOptions,
} from './resolvers/options.ts'
export { readResolvConf, resolvConfPath } from './resolvers/resolv-conf.ts'
export { type AcceptedFamilies, Resolvers, type ResolversPorts } from './resolvers/resolvers.ts'
export { type RunningResolvers, resolversPort } from './resolvers/resolvers-port.ts'
export { ServerResolver } from './resolvers/server-resolver.ts'
export { isQueryableName } from './resolvers/wire.ts'
export {
  bindRules,
  type Rule,
  type RuleList,
  type RulePlace,
  type RulePosition,
  rememberRunning,
  runRules,
} from './rules.ts'
export { type RunningProxies, runningProxiesPort } from './running-proxies.ts'
export { type ProxyHeaderFormat, plainTransport, type ServerTransport } from './server-transport.ts'
export { Session } from './session.ts'
export { connectThroughSocks4 } from './socks4.ts'
export { SoftStop } from './soft-stop.ts'
export { Stream } from './stream.ts'
export type { StreamLog, StreamLogger } from './stream-log.ts'
export { startTcpStream } from './tcp-stream.ts'
export { terminationCodes, terminationState } from './termination.ts'
export { resolveTimeouts, type Timeouts } from './timeouts.ts'
export { dataTime, totalTime } from './timers.ts'
export {
  type CertificateEntry,
  type CertificateListFile,
  CertificateStore,
  certificateStore,
  type PemFile,
} from './tls/certificate-store.ts'
export {
  bindTlsOptions,
  loadedBindTls,
  loadedServerTls,
  type ServerTlsOptions,
  sectionTlsLines,
  serverTlsOptions,
  tlsProcessOptions,
} from './tls/options.ts'
export { readPemBlocks } from './tls/pem-blocks.ts'
export { decodeBase64, usesOf } from './tls/runtime/certificate-changes.ts'
export { addListLine, certificateOfLine, removeListLine } from './tls/runtime/certificate-lists.ts'
export { CertificateRuntime } from './tls/runtime/certificate-runtime.ts'
export { describeCertificate, describeCredential } from './tls/runtime/describe-certificate.ts'
export { describeRevocations } from './tls/runtime/describe-revocations.ts'
export { readOcspResponse } from './tls/runtime/ocsp.ts'
export type {
  TlsAcceptSettings,
  TlsConnectSettings,
  TlsCredential,
  TlsIdentity,
  TlsNegotiation,
  TlsVerification,
  TlsVersion,
} from './tls/settings.ts'
export { TlsCounters } from './tls/tls-counters.ts'
export type { TlsFailure, TlsSession } from './tls/tls-session.ts'
export { type ConnectTlsAttempt, connectTls } from './tls/transport/connect-tls.ts'
export { type ProxyHeaderWords, type TransportOptions, transportOptions } from './transport-options.ts'
export { WriteProgress } from './write-progress.ts'
