import type { SocketAddress } from '@weir/base'
import type { CloseCause, Connection, ConnectionSink } from '@weir/l4'
import { CgiResponse } from './cgi-response.ts'
import { encodeBegin, encodeEnd, encodePairs, encodeStream, RecordReader, recordTypes } from './records.ts'

/** One request as an application gets it. */
export interface FcgiRequest {
  readonly params: readonly (readonly [string, string])[]
  /** Of the body that follows; null for one that is chunked. */
  readonly bodyLength: number | null
  readonly keepsConnection: boolean
  readonly isHead: boolean
  /** Now, for a response without a date. */
  readonly date: string
  /** What the application writes to its standard error. */
  readonly onStderr: (text: string) => void
}

/**
 * Speaks FastCGI to an application, and HTTP/1.1 to whoever uses the connection: the head that is written stands for what
 * `begin` has been given, the body is passed on, and what comes back looks like a response.
 *
 *   begin ─▶ head (BEGIN, PARAMS) ─▶ body (STDIN …) ─▶ STDOUT … ─▶ END ─▶ begin
 */
export class FcgiConnection implements Connection, ConnectionSink {
  sink: ConnectionSink
  readonly #below: Connection
  readonly #reader: RecordReader
  #id = 0
  #request: FcgiRequest | null = null
  #response: CgiResponse | null = null
  #sentBytes = 0
  #isStdinOver = false
  #chunks = ''

  constructor(below: Connection) {
    this.#below = below
    this.sink = below.sink
    this.#reader = new RecordReader((type, content) => this.#onRecord(type, content))
    below.sink = this
  }

  /** Says what the next head stands for. */
  begin(request: FcgiRequest): void {
    this.#request = request
    this.#response = new CgiResponse({
      isLast: !request.keepsConnection,
      isHead: request.isHead,
      date: request.date,
    })
    // Numbers tell a late end of the request before from this one.
    this.#id = (this.#id % 65535) + 1
    this.#sentBytes = 0
    this.#chunks = ''
    this.#isStdinOver = false
  }

  writeText(_head: string): boolean {
    return this.#sendHead()
  }

  writeTextAndData(_head: string, data: Uint8Array): boolean {
    this.#sendHead()
    return this.write(data)
  }

  #sendHead(): boolean {
    const { params, bodyLength, keepsConnection } = this.#request!
    this.#below.write(encodeBegin(this.#id, keepsConnection))
    this.#below.write(encodeStream(recordTypes.params, this.#id, encodePairs(params)))
    const isRoom = this.#below.write(encodeEnd(recordTypes.params, this.#id))
    return bodyLength === 0 ? this.#endStdin() : isRoom
  }

  /** Part of the body, in its framing. */
  write(data: Uint8Array): boolean {
    const { bodyLength } = this.#request!
    if (bodyLength === null) return this.#writeChunks(data)
    this.#sentBytes += data.length
    const isRoom = this.#below.write(encodeStream(recordTypes.stdin, this.#id, data))
    return this.#sentBytes >= bodyLength ? this.#endStdin() : isRoom
  }

  /** Whole chunks lose their framing; what is there of the next one is kept. */
  #writeChunks(data: Uint8Array): boolean {
    this.#chunks += Buffer.from(data.buffer, data.byteOffset, data.length).toString('latin1')
    let isRoom = true
    for (;;) {
      const line = /^([0-9A-Fa-f]+)[^\n]*\n/.exec(this.#chunks)
      if (line === null) return isRoom
      const size = Number.parseInt(line[1]!, 16)
      if (size === 0) return this.#endStdin()
      const start = line[0].length
      if (this.#chunks.length < start + size + 2) return isRoom
      const content = Buffer.from(this.#chunks.slice(start, start + size), 'latin1')
      isRoom = this.#below.write(encodeStream(recordTypes.stdin, this.#id, content))
      this.#chunks = this.#chunks.slice(start + size + 2)
    }
  }

  #endStdin(): boolean {
    if (this.#isStdinOver) return true
    this.#isStdinOver = true
    return this.#below.write(encodeEnd(recordTypes.stdin, this.#id))
  }

  #onRecord(type: number, content: Uint8Array): void {
    const response = this.#response
    if (response === null) return
    if (type === recordTypes.stderr) {
      if (content.length > 0) this.#request!.onStderr(Buffer.from(content).toString('latin1'))
      return
    }
    if (type === recordTypes.stdout) this.#deliver(content.length === 0 ? content : response.write(content))
    else if (type === recordTypes.end) {
      this.#response = null
      if (response.isShort) this.#breakOff()
      else this.#deliver(response.end())
    }
  }

  /** The rest of a response will not come. */
  #breakOff(): void {
    this.#response = null
    this.#below.close()
    this.sink.onEnd()
  }

  #deliver(bytes: Uint8Array | null): void {
    if (bytes === null) {
      // No head that could be made a response of: what comes instead is none either.
      this.#response = null
      this.sink.onData(Buffer.from('\r\n\0\r\n\r\n', 'latin1'))
    } else if (bytes.length > 0) this.sink.onData(bytes)
  }

  onData(chunk: Uint8Array): void {
    if (this.#reader.push(chunk, () => this.#id)) return
    if (this.#response?.hasBegun === true) this.#breakOff()
    else this.#deliver(null)
  }

  onDrain(): void {
    this.sink.onDrain()
  }

  onEnd(): void {
    this.sink.onEnd()
  }

  onClose(cause: CloseCause | null): void {
    this.sink.onClose(cause)
  }

  get localAddress(): SocketAddress | null {
    return this.#below.localAddress
  }
  get remoteAddress(): SocketAddress | null {
    return this.#below.remoteAddress
  }
  get pendingBytes(): number {
    return this.#below.pendingBytes
  }
  get isOpen(): boolean {
    return this.#below.isOpen
  }
  get fd(): number | null {
    return this.#below.fd
  }
  get tls(): Connection['tls'] {
    return this.#below.tls
  }
  pause(): void {
    this.#below.pause()
  }
  resume(): void {
    this.#below.resume()
  }
  shutdown(): void {
    this.#below.shutdown()
  }
  close(): void {
    this.#below.close()
  }
  reset(): void {
    this.#below.reset()
  }
  setNoDelay(on: boolean): void {
    this.#below.setNoDelay(on)
  }
  setKeepAlive(on: boolean, idleSeconds?: number): void {
    this.#below.setKeepAlive(on, idleSeconds)
  }
  startTls(...how: Parameters<Connection['startTls']>): ReturnType<Connection['startTls']> {
    return this.#below.startTls(...how)
  }
}
