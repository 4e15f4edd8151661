import { FramedSink } from './filtered-body.ts'
import type { Message } from './message.ts'
import { bodyRoomBytes, type PeekedBody } from './peeked-body.ts'
import { HeldHead } from './response-pipeline.ts'
import type { Transaction } from './transaction.ts'

/** A body that the proxy holds. */
export interface LocalBody {
  readonly pieces: readonly Uint8Array[]
  readonly trailers: string
  /** Told once that nobody reads it any more. */
  release(): void
}

/** What is written at a time. */
const sliceBytes = 16384

/** An answer from what the proxy holds, sent through filters and no faster than the client takes it. */
export class LocalResponse {
  readonly message: Message
  readonly #transaction: Transaction
  readonly #body: LocalBody
  #index = 0
  #offset = 0
  readonly #head: HeldHead
  #sink: FramedSink | null = null
  #isBlocked = false
  #isPumping = false
  #isEnded = false

  constructor(transaction: Transaction, message: Message, body: LocalBody) {
    this.#transaction = transaction
    this.message = message
    this.#body = body
    this.#head = new HeldHead(transaction.client)
  }

  get trailers(): string {
    return this.#body.trailers
  }

  /** Neither a length nor chunks: the end of the connection ends it. */
  get isUntilClose(): boolean {
    return this.message.status !== 304 && !this.message.isChunked && this.message.contentLength < 0
  }

  /** As much of the body as a buffer would hold of it, for rules. */
  peekBody(): PeekedBody {
    const roomBytes = bodyRoomBytes(this.message, this.#transaction.client.http.messageBytes)
    const parts: Uint8Array[] = []
    let length = 0
    for (const piece of this.#body.pieces) {
      if (length >= roomBytes) break
      parts.push(piece)
      length += piece.length
    }
    const bytes = Buffer.concat(parts).subarray(0, roomBytes)
    return { bytes, isWhole: parts.length === this.#body.pieces.length, isFull: length >= roomBytes, hasFailed: false }
  }

  /** Rules have let it go: sends the head and what the client takes of the body. */
  send(head: string): void {
    const { client } = this.#transaction
    if (this.#transaction.isHead || this.message.status === 304) {
      client.writeText(head)
      this.flushed(this.#transaction)
      return
    }
    const held = this.#transaction.responsePipeline?.head ?? this.#head
    held.hold(head)
    this.#pump()
    held.flush()
  }

  #pump(): void {
    if (this.#isPumping) return
    this.#isPumping = true
    this.#isBlocked = false
    const { pieces } = this.#body
    const sink = this.#transaction.responsePipeline ?? this.#ownSink
    while (!this.#isBlocked && !this.#isEnded) {
      const piece = pieces[this.#index]
      const data = piece === undefined ? nothing : piece.subarray(this.#offset, this.#offset + sliceBytes)
      this.#offset += data.length
      if (piece !== undefined && this.#offset === piece.length) {
        this.#index++
        this.#offset = 0
      }
      const isLast = this.#index >= pieces.length
      if (isLast) this.#isEnded = true
      this.#isBlocked = !sink.write(data, isLast)
    }
    this.#isPumping = false
  }

  get #ownSink(): FramedSink {
    const transaction = this.#transaction
    this.#sink ??= new FramedSink({
      http: transaction.client.http,
      isChunked: transaction.client.framesChunks && this.message.isChunked,
      trailers: () => this.trailers,
      send: (bytes) => this.#head.write(bytes),
      count: (bytes) => void (transaction.responseBytesOut += bytes),
      end: () => {
        this.#head.flush()
        this.flushed(transaction)
      },
    })
    return this.#sink
  }

  /** The client takes bytes again. */
  resume(): void {
    const pipeline = this.#transaction.responsePipeline
    if (pipeline !== null) pipeline.resume()
    else this.letMoreCome()
  }

  letMoreCome(): void {
    if (this.#isBlocked && !this.#isEnded) this.#pump()
  }

  flushed(transaction: Transaction): void {
    transaction.onResponseDone()
  }

  /** The transaction is over. */
  close(): void {
    this.#isEnded = true
    this.#body.release()
  }
}

const nothing = new Uint8Array(0)
