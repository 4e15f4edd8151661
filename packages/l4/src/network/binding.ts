/**
 * The runtime's raw stream handles, as `process.binding` gives them. They are deprecated in name and hence never
 * required: `loadBinding` says null when anything it needs is missing.
 */

export interface RequestWrap {
  oncomplete: ((status: number, handle: StreamHandle, error?: unknown) => void) | null
}

export interface StreamHandle {
  reading: boolean
  onread: (this: StreamHandle) => Uint8Array | undefined
  onconnection: (status: number, client: StreamHandle) => void
  /** The connection that the handle carries. Set by us. */
  owner: unknown
  readonly fd: number
  readonly writeQueueSize: number
  readStart(): number
  readStop(): number
  useUserBuffer(buffer: Uint8Array): void
  writeBuffer(request: RequestWrap, data: Uint8Array): number
  writeLatin1String(request: RequestWrap, data: string): number
  shutdown(request: RequestWrap): number
  close(callback?: () => void): void
  /** TCP only. */
  reset?(callback?: () => void): number
  ref(): void
  unref(): void
  listen(backlog: number): number
  open(fd: number): number
  bind(address: string, port?: number, flags?: number): number
  bind6?(address: string, port: number, flags?: number): number
  connect(request: RequestWrap, address: string, port?: number): number
  connect6?(request: RequestWrap, address: string, port: number): number
  getsockname?(out: RuntimeEndpoint): number
  getpeername?(out: RuntimeEndpoint): number
  setNoDelay?(on: boolean): number
  setKeepAlive?(on: boolean, delaySeconds: number): number
}

/** The runtime's TLS layer on a stream handle: a handle itself, whose bytes are in the clear. One write at a time. */
export interface TlsHandle {
  onread: (this: TlsHandle) => Uint8Array | undefined
  onhandshakestart: () => void
  onhandshakedone: (this: TlsHandle) => void
  onerror: (this: TlsHandle, error: Error) => void
  onkeylog: (this: TlsHandle, line: Uint8Array) => void
  onnewsession: (this: TlsHandle, id: Uint8Array, session: Uint8Array) => void
  /** The connection that the handle carries. Set by us. */
  owner: unknown
  /** Bytes sealed but not yet passed on. */
  readonly writeQueueSize: number
  readStart(): number
  readStop(): number
  useUserBuffer(buffer: Uint8Array): void
  writeBuffer(request: RequestWrap, data: Uint8Array): number
  writeLatin1String(request: RequestWrap, data: string): number
  shutdown(request: RequestWrap): number
  /** Takes bytes as though they had been read. */
  receive(data: Uint8Array): void
  /** Client side: sends the ClientHello. */
  start(): void
  destroySSL(): void
  setVerifyMode(asks: boolean, requires: boolean): void
  setALPNProtocols(protocols: Uint8Array): void
  setServername(name: string): void
  setSession(session: Uint8Array): void
  setOCSPResponse(response: Uint8Array): void
  enableSessionCallbacks(): void
  enableKeylogCallback(): void
}

/** Puts a TLS layer on a handle, with the native half of a `tls.SecureContext`. */
export type WrapTls = (handle: StreamHandle, context: unknown, isServer: boolean, hasActiveWrite: boolean) => TlsHandle

export interface RuntimeEndpoint {
  address?: string
  port?: number
  family?: string
}

type HandleClass = new (kind: number) => StreamHandle
type RequestClass = new () => RequestWrap

export interface Binding {
  readonly Tcp: HandleClass
  readonly TcpConnect: RequestClass
  readonly ipv6Only: number
  readonly reusePort: number
  readonly Pipe: HandleClass
  readonly PipeConnect: RequestClass
  readonly socketKind: number
  readonly serverKind: number
  readonly Write: RequestClass
  readonly Shutdown: RequestClass
  /** Filled by every read and write: see the indexes. */
  readonly state: Int32Array
  readonly readBytesOrError: number
  readonly lastWriteWasAsync: number
  readonly endOfFile: number
  /** Null where TLS cannot be put on a raw handle. */
  readonly wrapTls: WrapTls | null
}

/** The raw handles, or null where this runtime has none that can be used. */
export function loadBinding(): Binding | null {
  try {
    const load = (process as unknown as { binding?: (name: string) => Record<string, unknown> }).binding
    if (load === undefined) return null
    const tcp = load.call(process, 'tcp_wrap')
    const pipe = load.call(process, 'pipe_wrap')
    const stream = load.call(process, 'stream_wrap')
    const tcpConstants = tcp.constants as Record<string, number>
    const binding: Binding = {
      Tcp: tcp.TCP as HandleClass,
      TcpConnect: tcp.TCPConnectWrap as RequestClass,
      ipv6Only: tcpConstants.UV_TCP_IPV6ONLY ?? 1,
      reusePort: tcpConstants.UV_TCP_REUSEPORT ?? 0,
      Pipe: pipe.Pipe as HandleClass,
      PipeConnect: pipe.PipeConnectWrap as RequestClass,
      socketKind: tcpConstants.SOCKET ?? 0,
      serverKind: tcpConstants.SERVER ?? 1,
      Write: stream.WriteWrap as RequestClass,
      Shutdown: stream.ShutdownWrap as RequestClass,
      state: stream.streamBaseState as Int32Array,
      readBytesOrError: stream.kReadBytesOrError as number,
      lastWriteWasAsync: stream.kLastWriteWasAsync as number,
      endOfFile: -4095,
      wrapTls: loadTls(load),
    }
    const probe = new binding.Tcp(binding.socketKind)
    const isUsable =
      typeof probe.useUserBuffer === 'function' &&
      typeof probe.writeBuffer === 'function' &&
      typeof probe.reset === 'function' &&
      typeof binding.Write === 'function' &&
      typeof binding.readBytesOrError === 'number' &&
      typeof binding.lastWriteWasAsync === 'number' &&
      binding.state instanceof Int32Array
    probe.close()
    return isUsable ? binding : null
  } catch {
    return null
  }
}

function loadTls(load: (name: string) => Record<string, unknown>): WrapTls | null {
  try {
    const tls = load.call(process, 'tls_wrap')
    const { prototype } = tls.TLSWrap as { prototype: Partial<TlsHandle> }
    const isUsable =
      typeof tls.wrap === 'function' &&
      (['receive', 'start', 'destroySSL', 'useUserBuffer', 'writeBuffer', 'setVerifyMode'] as const).every(
        (method) => typeof prototype[method] === 'function',
      )
    return isUsable ? (tls.wrap as WrapTls) : null
  } catch {
    return null
  }
}
