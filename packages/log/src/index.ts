export { logBundle } from './bundle.ts'
export { parseLogDestination } from './destination.ts'
export { createEventSinks, type EventSinks } from './event-sinks.ts'
export { type DatagramReceiver, type ReceiveDatagrams, receiveNodeDatagrams } from './forward/datagram-receiver.ts'
export type { HostHandling } from './forward/forwarded-form.ts'
export { LogForwarder, type LogForwarderOptions } from './forward/log-forwarder.ts'
export { MessageStream, type MessageStreamSettings } from './forward/message-stream.ts'
export { formatHeader, LogDates, type LogIdentity } from './header.ts'
export {
  type LogForwardOptions,
  type LogOptions,
  type LogProcessOptions,
  type LogProfileOptions,
  type LogProfileStep,
  type LogStep,
  logForwardOptions,
  logOptions,
  logProcessOptions,
  logProfileOptions,
  logServerOptions,
  logSteps,
  type RingOptions,
  type RingServer,
  ringOptions,
} from './options.ts'
export { createPinoProcessLogger, createPinoSink, type PinoLike } from './pino.ts'
export { type LogFields, type ProcessLogger, silentLogger } from './process-logger.ts'
export { LogRing, type LogRingSettings } from './ring.ts'
export { createLogRings, type LogRings } from './rings.ts'
export { isSampled, parseLogSample } from './sample-ranges.ts'
export {
  createLogCounters,
  createLogSender,
  type LogCounters,
  type LogSender,
  type LogSenderOptions,
  type LogSink,
  resolveLogTargets,
} from './sender.ts'
export { type Facility, facilities, facilityCode, type Level, levelOrdinal, levels } from './severity.ts'
export { type LogDestination, type LogFrame, type LogSample, type LogTarget, logFrames } from './target.ts'
export { type BoundProfileStep, type FormatMessage, TrafficLog, type TrafficLogSettings } from './traffic-log.ts'
export type { LogTransport } from './transport.ts'
export { openUdpTransport } from './transports/datagram.ts'
export { RingForwarder, type RingForwarderOptions, type StreamFraming } from './transports/stream.ts'
export { LogTransports, type TransportPorts } from './transports.ts'
