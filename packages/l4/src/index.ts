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
