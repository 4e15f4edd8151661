import type { CloseCause, Connection, ConnectionSink } from '../network/connection.ts'

/** Keeps everything a connection reports, in order. */
export class RecordingSink implements ConnectionSink {
  /** What came, as a byte string. */
  text = ''
  /** `data` once per run of data, `drain`, `end`, `close`. */
  readonly events: string[] = []
  closeCause: CloseCause | null | undefined = undefined
  bytes = 0
  /** Called for each chunk, when set. */
  onChunk: ((chunk: Uint8Array) => void) | null = null
  readonly keepsText: boolean

  constructor(keepsText = true) {
    this.keepsText = keepsText
  }

  /** Makes this the sink of `connection`. */
  attach(connection: Connection): this {
    connection.sink = this
    return this
  }

  get hasEnded(): boolean {
    return this.events.includes('end')
  }

  get isClosed(): boolean {
    return this.closeCause !== undefined
  }

  onData(chunk: Uint8Array): void {
    this.bytes += chunk.length
    if (this.events.at(-1) !== 'data') this.events.push('data')
    if (this.keepsText) this.text += Buffer.from(chunk).toString('latin1')
    this.onChunk?.(chunk)
  }

  onDrain(): void {
    this.events.push('drain')
  }

  onEnd(): void {
    this.events.push('end')
  }

  onClose(cause: CloseCause | null): void {
    this.events.push('close')
    this.closeCause = cause
  }
}
