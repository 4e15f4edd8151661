import type { ServerState } from '@weir/balance'
import { type SocketAddress, Timeout, type TimerQueue } from '@weir/base'
import { type SampleContext, type Verdict, verdicts } from '@weir/keyword'
import {
  type CloseCause,
  type ConnectAttempt,
  type Connection,
  type ConnectionSink,
  type ConnectSink,
  type ConnectTlsAttempt,
  connectionErrorNumber,
  connectionErrorText,
  connectThroughSocks4,
  connectTls,
  type Network,
  quietSink,
} from '@weir/l4'
import type { CheckProtocol, CheckTls, CheckWay } from './check-connection.ts'
import type { CheckResult, CheckStatus } from './check-status.ts'
import type { CheckScript, CheckStep } from './check-step.ts'
import { HttpResponseReader } from './http-response.ts'
import type { RunProgram } from './program.ts'
import { proxyHeader } from './proxy-header.ts'

/** What a check reads of an answer at most (`tune.bufsize`). */
const bufferLimit = 16384

/** What one check needs from outside. */
export interface CheckSurroundings {
  readonly network: Network
  readonly timers: TimerQueue
  readonly context: SampleContext
  /** Where the check connects to unless a step says otherwise; null when the server has no address. */
  readonly address: SocketAddress | null
  readonly connectTimeoutMs: number
  /** For the whole check, or for each answer when `timeout check` is set. */
  readonly timeoutMs: number
  readonly hasReadTimeout: boolean
  /** The server that is checked; null when a check runs by itself. */
  readonly server: ServerState | null
  /** The connection is there and the check proper begins. */
  readonly onBegin?: () => void
  /** This node's name, for `send-state`. */
  readonly node: string
  /** Version of the PROXY header, and whether checks send one unless they say otherwise. */
  readonly proxyVersion: 1 | 2
  readonly sendsProxy: boolean
  /** `pp2-never-send-local`: version 2 names the check's own connection, too. */
  readonly neverLocal?: boolean
  /** The server's SOCKS4 proxy, and whether checks go by way of it unless they say otherwise. */
  readonly socksProxy: SocketAddress | null
  readonly goesThroughSocks: boolean
  /** How to speak TLS to the server; null when its line does not allow for it. */
  readonly tls: CheckTls | null
  /** What HTTP checks speak unless they say otherwise; null for what TLS agrees upon, and HTTP/1 without. */
  readonly protocol?: CheckProtocol | null
  /** Puts HTTP/2 under what is written as HTTP/1; absent where it is not to be spoken. */
  readonly speakHttp2?: (connection: Connection) => Connection
  /** Null: no program may be run. */
  readonly runProgram?: RunProgram | null
}

/**
 * One run of a check: a connection and a script. Each step is asked again until it does not wait.
 *
 *   start ─▶ step ─ wait ─▶ (connected | data | end | timeout) ─▶ the same step …
 *              │ proceed ─▶ next step ─▶ after the last: passed
 *              └ done ─▶ failed or passed, as the step said
 */
export class CheckRun implements ConnectSink, ConnectionSink {
  readonly context: SampleContext
  readonly surroundings: CheckSurroundings
  readonly script: CheckScript
  /** Bytes of the answer since the last `send`. */
  received = new Uint8Array(0)
  /** The peer has closed its side. */
  hasEnded = false
  readonly response = new HttpResponseReader()
  /** What the last `expect` that matched asks to be reported when nothing follows. */
  success: {
    readonly status: CheckStatus
    readonly code: number
    readonly info: string | null
    readonly isNews?: boolean
  } | null = null
  #onResult: ((result: CheckResult) => void) | null
  readonly #timeout: Timeout
  readonly #startMs: number
  #connection: Connection | null = null
  #attempt: ConnectAttempt | ConnectTlsAttempt | null = null
  #program: { kill(): void } | null = null
  #isShakingHands = false
  /** How the present connection is made; null: as every check starts. */
  #way: CheckWay | null = null
  #index = 0
  #begunIndex = -1
  #isAdvancing = false

  constructor(script: CheckScript, surroundings: CheckSurroundings, onResult: (result: CheckResult) => void) {
    this.script = script
    this.surroundings = surroundings
    const { response } = this
    this.context = {
      ...surroundings.context,
      check: this,
      get checkAnswer() {
        return response.answer
      },
    }
    this.#onResult = onResult
    this.#timeout = new Timeout(surroundings.timers, () => this.#onTimeout())
    this.#startMs = this.context.clock.nowMs()
  }

  start(): void {
    this.#advance()
  }

  /** Gives the check up without a result. */
  cancel(): void {
    this.#onResult = null
    this.#close()
  }

  get isConnected(): boolean {
    return this.#connection !== null
  }

  /** The step the script stands at; null behind the last. */
  get step(): CheckStep | null {
    return this.script.steps[this.#index] ?? null
  }

  /** The answer as a byte string. */
  get text(): string {
    return this.script.decode(this.received)
  }

  /** True the first time that the present step asks: it has not waited yet. */
  begin(): boolean {
    if (this.#begunIndex === this.#index) return false
    this.#begunIndex = this.#index
    return true
  }

  /**
   * Opens a connection, closing the one before, in the way of a rule or (null) as the server's line says. The step waits
   * until `isConnected`.
   */
  connect(address: SocketAddress | null, way: CheckWay | null): Verdict {
    if (this.#connection !== null) {
      this.#connection.sink = quietSink
      this.#connection.close()
      this.#connection = null
    }
    this.#way = way
    this.hasEnded = false
    this.received = new Uint8Array(0)
    this.response.reset()
    this.#begunIndex = this.#index
    if (address === null) return this.finish('L4CON', null)
    this.#timeout.arm(this.surroundings.connectTimeoutMs)
    const { network, socksProxy, goesThroughSocks } = this.surroundings
    const isThrough = way?.goesThroughSocks || ((way?.isDefault ?? true) && goesThroughSocks)
    this.#attempt =
      isThrough && socksProxy !== null
        ? connectThroughSocks4(network, { address: socksProxy }, address, this)
        : network.connect({ address }, this)
    return verdicts.wait
  }

  /** Runs a program; its end is the check's. The step waits. */
  runProgram(command: string, path: string): Verdict {
    const { runProgram, server, timeoutMs } = this.surroundings
    if (runProgram == null || server === null) return this.finish('SOCKERR', 'no program may be run')
    this.#timeout.arm(timeoutMs)
    this.#program = runProgram({ server, command, path }, (end) => {
      this.#program = null
      if ('problem' in end) this.finish('SOCKERR', end.problem)
      else this.finish(end.status === 0 ? 'PROCOK' : 'PROCERR', null, end.status)
    })
    return verdicts.wait
  }

  send(bytes: Uint8Array): Verdict {
    this.received = new Uint8Array(0)
    this.response.reset()
    this.#connection?.write(bytes)
    return verdicts.proceed
  }

  /** Ends the check. */
  finish(status: CheckStatus, info: string | null, code = 0): Verdict {
    const onResult = this.#onResult
    this.#onResult = null
    this.#close()
    onResult?.({ status, info, code, durationMs: this.context.clock.nowMs() - this.#startMs })
    return verdicts.done
  }

  /** @internal */
  onConnect(connection: Connection): void {
    this.#attempt = null
    const way = this.#way
    const { proxyVersion, sendsProxy, neverLocal, tls } = this.surroundings
    const isDefault = way?.isDefault ?? true
    if (way?.sendsProxy || (isDefault && sendsProxy))
      connection.write(proxyHeader(proxyVersion, connection, neverLocal))
    if (way?.speaksTls || (isDefault && tls?.isDefault)) this.#startTls(connection, tls, isDefault)
    else this.#use(connection)
  }

  /** `check-proto` and the like; null for what TLS agrees upon. */
  get #protocol(): CheckProtocol | null {
    const way = this.#way
    return way?.protocol ?? (way === null || way.isDefault ? (this.surroundings.protocol ?? null) : null)
  }

  get #maySpeakHttp2(): boolean {
    return this.script.speaksHttp && this.surroundings.speakHttp2 !== undefined && this.#protocol !== 'h1'
  }

  #speaksHttp2(connection: Connection): boolean {
    return this.#maySpeakHttp2 && (this.#protocol === 'h2' || connection.tls?.alpn === 'h2')
  }

  /** The handshake counts as connecting, for the timeout as well. */
  #startTls(connection: Connection, tls: CheckTls | null, isDefault: boolean): void {
    if (tls === null) {
      connection.close()
      this.finish('L6RSP', this.script.locate(this, connectionErrorText(connectionErrorNumber('SSL_NO_TARGET'))))
      return
    }
    const way = this.#way
    const { settings, counters } = tls
    const { clock } = this.context
    const host = way === null && tls.asksForHost ? (this.script.hostOf?.(this) ?? null) : null
    const alpn = way?.alpn ?? (isDefault ? tls.alpn : null) ?? settings.negotiation.alpn
    this.#isShakingHands = true
    this.#attempt = connectTls(
      {
        connection,
        tls: settings,
        serverName: way?.serverName ?? (isDefault ? tls.serverName : null) ?? host,
        alpn: this.script.speaksHttp && !this.#maySpeakHttp2 ? alpn.filter((name) => name !== 'h2') : alpn,
        wallMs: clock.wallMs(),
        nowMs: clock.nowMs(),
        counters,
      },
      {
        onSecure: (secure) => {
          this.#attempt = null
          this.#isShakingHands = false
          this.#use(secure)
        },
        onFailed: (errorName) => {
          this.#attempt = null
          this.#isShakingHands = false
          this.finish('L6RSP', this.script.locate(this, connectionErrorText(connectionErrorNumber(errorName))))
        },
      },
    )
  }

  #use(plain: Connection): void {
    const connection = this.#speaksHttp2(plain) ? this.surroundings.speakHttp2!(plain) : plain
    this.#connection = connection
    connection.sink = this
    this.surroundings.onBegin?.()
    const spentMs = this.context.clock.nowMs() - this.#startMs
    const { hasReadTimeout, timeoutMs } = this.surroundings
    this.#timeout.arm(hasReadTimeout ? timeoutMs : Math.max(0, timeoutMs - spentMs))
    this.#advance()
  }

  /** @internal */
  onConnectFailed(cause: CloseCause, systemCode: string): void {
    this.#attempt = null
    if (cause === 'timeout') this.#onTimeout()
    else if (systemCode.startsWith('SOCKS4_'))
      this.finish('SOCKERR', this.script.locate(this, connectionErrorText(connectionErrorNumber(systemCode))))
    else this.finish('L4CON', this.script.locate(this, systemText(systemCode)))
  }

  /** @internal */
  onData(chunk: Uint8Array): void {
    const room = bufferLimit - this.received.length
    if (room > 0) {
      const joined = new Uint8Array(this.received.length + Math.min(room, chunk.length))
      joined.set(this.received)
      joined.set(chunk.subarray(0, room), this.received.length)
      this.received = joined
    }
    if (room <= chunk.length) this.hasEnded = true
    this.#advance()
  }

  /** @internal */
  onDrain(): void {}

  /** @internal */
  onEnd(): void {
    this.hasEnded = true
    this.#advance()
  }

  /** @internal */
  onClose(cause: CloseCause | null): void {
    this.#connection = null
    if (this.#onResult === null) return
    if (cause === 'reset') this.finish('SOCKERR', this.script.locate(this, 'Connection reset by peer'))
    else {
      this.hasEnded = true
      this.#advance()
    }
  }

  #advance(): void {
    if (this.#isAdvancing) return
    this.#isAdvancing = true
    const { steps } = this.script
    while (this.#onResult !== null) {
      const step = steps[this.#index]
      if (step === undefined) {
        this.#succeed()
        break
      }
      const verdict = step.run(this)
      if (verdict === verdicts.wait || verdict === verdicts.done) break
      this.#index++
    }
    this.#isAdvancing = false
  }

  /** A code is that of the last `expect` only when no other rule stands behind it. */
  #succeed(): void {
    const { steps, success } = this.script
    const { status, info, code } = this.success ?? success
    const isRepeated = this.success?.isNews === true && this.surroundings.server?.check.status === status
    const isLast = steps.at(-1)?.label.startsWith('expect') === true
    this.finish(
      status === 'L4OK' && this.#connection?.tls ? 'L6OK' : status,
      isRepeated ? null : info,
      isLast || this.success === null ? code : 0,
    )
  }

  #onTimeout(): void {
    if (this.#isShakingHands) this.finish('L6TOUT', this.script.locate(this, ''))
    else if (this.#connection === null && this.#program === null) this.finish('L4TOUT', this.script.locate(this, ''))
    else this.finish(this.script.steps[this.#index]?.timeoutStatus ?? 'L7TOUT', this.script.locate(this, ''))
  }

  #close(): void {
    this.#timeout.dispose()
    this.#attempt?.cancel()
    this.#attempt = null
    this.#program?.kill()
    this.#program = null
    this.#connection?.close()
  }
}

const systemTexts: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Connection refused',
  ECONNRESET: 'Connection reset by peer',
  EHOSTUNREACH: 'No route to host',
  ENETUNREACH: 'Network is unreachable',
  EADDRNOTAVAIL: 'Cannot assign requested address',
  ENOENT: 'No such file or directory',
  EACCES: 'Permission denied',
}

/** As since 3.1: `ECONNREFUSED returned by OS (Connection refused)`. */
function systemText(systemCode: string): string {
  return `${systemCode} returned by OS (${systemTexts[systemCode] ?? 'Unknown error'})`
}

declare module '@weir/keyword' {
  interface SampleContext {
    /** The health check that evaluates this; absent elsewhere. */
    readonly check?: CheckRun
  }
}
