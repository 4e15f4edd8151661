import type { SocketAddress } from '@weir/base'
import type { TlsSession } from '../tls/tls-session.ts'
import type { RuntimeTlsSession } from '../tls/transport/runtime-session.ts'
import type { TlsLayer, TlsWatcher } from '../tls/transport/tls-layer.ts'

/** How a connection ended. `null` cause in `onClose` means an orderly close. */
export type CloseCause = 'reset' | 'timeout' | 'refused' | 'unreachable' | 'error'

/**
 * What a connection reports to its present owner. A layer that hands a connection over replaces `connection.sink`;
 * every later event goes to the new one. Callbacks must not throw: a throw closes the connection and is counted.
 */
export interface ConnectionSink {
  /**
   * Bytes from the peer, `chunk[0 … chunk.length)`. Valid during the call only: the network owns the buffer and uses
   * it again, so whoever keeps bytes copies them. Not called while paused.
   */
  onData(chunk: Uint8Array): void
  /** All that was written has been accepted by the kernel, after a `write` had returned false. */
  onDrain(): void
  /** The peer has closed its sending side (FIN). Comes at most once, after the last `onData`. */
  onEnd(): void
  /**
   * The connection is gone and its resources are free. Comes exactly once, last, also after `close` and `reset`, and by
   * itself once both sides have shut down.
   */
  onClose(cause: CloseCause | null): void
}

/** One established byte-stream connection: TCP, Unix or TLS, or in memory. A synchronous interface, not a stream. */
export interface Connection {
  sink: ConnectionSink
  readonly localAddress: SocketAddress | null
  readonly remoteAddress: SocketAddress | null
  /** Bytes written that the kernel has not accepted. */
  readonly pendingBytes: number
  /** False once `close`, `reset` or a fault has ended it, or both sides have shut down. */
  readonly isOpen: boolean
  /** The descriptor, for socket options that the runtime lacks; null where there is none. */
  readonly fd: number | null
  /** The TLS layer, after its handshake; null without one. */
  readonly tls: TlsSession | null
  /**
   * Sends bytes; the implementation copies what it cannot send at once, so the caller may reuse `data` on return.
   * False: more than a buffer's worth is pending, stop until `onDrain`. Writing after `shutdown` or `close` is ignored.
   */
  write(data: Uint8Array): boolean
  /** The same for a byte string (latin1), as heads are built. */
  writeText(data: string): boolean
  /** A head and the start of its body in one system call. */
  writeTextAndData(head: string, data: Uint8Array): boolean
  /** Stops `onData`. The kernel's buffer fills and the peer is held back. */
  pause(): void
  resume(): void
  /** Half-close: sends FIN once pending bytes are out; reading goes on. */
  shutdown(): void
  /** Closes in order once pending bytes are out (both directions; incoming bytes are dropped). */
  close(): void
  /** Closes at once with RST (linger 0); pending bytes are dropped. */
  reset(): void
  /**
   * Puts a TLS layer on the connection. The one returned takes its place; this one is used up, and must be open with
   * nothing pending. `received` came before and belongs to the peer's handshake. `watcher` hears of the handshake, the
   * sink of the returned connection of its end; data is delivered once it is done.
   */
  startTls(layer: TlsLayer, watcher: TlsWatcher, received: Uint8Array | null): SecureConnection
  /** TCP_NODELAY, on by default; keep-alive probes. Ignored where the transport has none. */
  setNoDelay(on: boolean): void
  setKeepAlive(on: boolean, idleSeconds?: number): void
}

/** A connection that speaks TLS, or is about to. */
export interface SecureConnection extends Connection {
  readonly tls: RuntimeTlsSession
  /**
   * Closes at once because of the peer's certificates, telling it with a fatal alert where that is possible. Only for a
   * server, during `onSecure`: nothing was sent yet but the handshake.
   */
  refuse(alert: number): void
}

/** Options of an outgoing connection. */
export interface ConnectOptions {
  readonly address: SocketAddress
  readonly sourceAddress?: SocketAddress
}

/** What an outgoing attempt reports: exactly one of the two calls, never during `connect` itself. */
export interface ConnectSink {
  onConnect(connection: Connection): void
  /** `systemCode` is such as `ECONNREFUSED`. */
  onConnectFailed(cause: CloseCause, systemCode: string): void
}

/** An attempt under way. */
export interface ConnectAttempt {
  /** Gives it up; neither call of the sink follows. */
  cancel(): void
}

export interface ListenOptions {
  readonly address: SocketAddress
  readonly backlog: number
  /** IPv6 sockets: do not take IPv4 as well. */
  readonly isV6Only?: boolean
  /** Permission bits and owners of a Unix socket. */
  readonly mode?: number
  readonly userId?: number
  readonly groupId?: number
  /** A descriptor inherited from the parent instead of an address to bind (`fd@N`). */
  readonly fd?: number
  readonly reusePort?: boolean
  /** Takes only what comes by this network interface. */
  readonly interfaceName?: string
  /** Takes an address that is not this host's. */
  readonly isTransparent?: boolean
}

/** A bound socket that accepts. */
export interface ListeningSocket {
  /** The bound address: a port of 0 has been resolved. */
  readonly address: SocketAddress | null
  /** The descriptor, for socket options that the runtime lacks; null where there is none. */
  readonly fd: number | null
  /** Stops taking connections but stays bound; waiting ones stay in the backlog. */
  pause(): void
  resume(): void
  /** Unbinds. Established connections live on. */
  close(): void
}

/** The network: the only way to sockets. Three implementations: raw handles, `node:net`, and in memory for tests. */
export interface Network {
  readonly name: string
  /** Binds synchronously in effect: the promise settles before any event of this socket. Rejects with a system error. */
  listen(options: ListenOptions, onConnection: (connection: Connection) => void): Promise<ListeningSocket>
  connect(options: ConnectOptions, sink: ConnectSink): ConnectAttempt
}
