import { ClientStream, clientStates } from '../client-stream.ts'
import { Transaction } from '../transaction.ts'
import type { ClientMux } from './client-mux.ts'
import { errorCodes } from './frames.ts'
import type { MuxStream } from './mux-stream.ts'

/** Why a stream ends without a whole answer (RFC 9113 §7). One that is refused may be asked for once more (§8.7). */
function resetCodeOf({ hasAnswered, error }: Transaction): number {
  if (hasAnswered) return errorCodes.cancel
  if (error === null) return errorCodes.refusedStream
  return error.code === 'l7/rejected' ? errorCodes.enhanceYourCalm : errorCodes.cancel
}

/** The client's side of one request over HTTP/2: a stream of the connection, which carries others beside it. */
export class H2ClientStream extends ClientStream {
  readonly httpMajor = 2
  readonly framesChunks = false
  readonly mux: ClientMux
  readonly stream: MuxStream

  constructor(mux: ClientMux, stream: MuxStream) {
    super(mux.session, stream, mux.ownLinks)
    this.mux = mux
    this.stream = stream
    this.body.countsEnd = false
  }

  get streamId(): number {
    return this.stream.id
  }

  get streamCount(): number {
    return this.mux.streamCount
  }

  get streamLimit(): number {
    return this.mux.streamLimit
  }

  get glitchCount(): number {
    return this.mux.glitchCount
  }

  get resetCode(): number | null {
    return this.stream.resetCode
  }

  /** No stream counts as the first of its connection, as HAProxy has it. */
  get isFirstRequest(): boolean {
    return false
  }

  /** The head is in `request`: begins its transaction. */
  start(): void {
    const nowMs = this.session.clock.nowMs()
    this.firstByteAtMs = nowMs
    this.body.beginRequest(this.request)
    this.state = this.body.isDone ? clientStates.answering : clientStates.body
    this.transaction = new Transaction(this, nowMs)
    this.transaction.start()
  }

  /** There is no request: the log says so. `isNull`: nothing ever came from the client. */
  refuse(isNull: boolean): void {
    if (isNull && this.settings.ignoresProbes) return
    new Transaction(this, this.session.clock.nowMs()).malformed(isNull)
  }

  override next(): void {
    const transaction = this.transaction!
    this.transaction = null
    if (transaction.hasAnswered && (transaction.isResponseDone || transaction.isTunnel)) {
      this.stream.closeWith(transaction.trailers)
      this.close()
      return
    }
    this.state = clientStates.closing
    this.timeout.stop()
    this.stream.resetWith(resetCodeOf(transaction))
    if (transaction.error?.code === 'l7/rejected' && !transaction.isBadRequest) this.mux.leave()
  }

  override disconnect(): void {
    this.mux.disconnect()
  }

  // A stream begins with a whole head.

  protected override readHead(): boolean {
    return false
  }

  protected override headTimedOut(): void {}

  protected override endedInHead(): void {}
}
