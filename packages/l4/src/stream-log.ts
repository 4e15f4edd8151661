import type { ProxyError } from '@weir/base'
import type { LogStep } from '@weir/log'
import type { Session } from './session.ts'
import type { Stream } from './stream.ts'

/** Where ended streams are told. Only present where something logs, so that no line is built in vain. */
export interface StreamLogger {
  /** `isError` streams may go to another level (`option log-separate-errors`). */
  log(stream: Stream, isError: boolean): void
  /** One line more, apart from the one that every stream has: `do-log`, or a step that `log-steps` names. */
  logStep(place: Stream | Session, step: LogStep, profile: string | null): void
  /** A session that ended before it had a stream: a rejected or broken handshake. */
  logSession(session: Session, error: ProxyError): void
}

/** A frontend's logger with the options that say when it is asked. */
export interface StreamLog {
  readonly logger: StreamLogger
  /** `option dontlognull`: not for connections that brought nothing. */
  readonly skipsNull: boolean
  /** `option dontlog-normal`: not for streams that went well. */
  readonly skipsNormal: boolean
  /** `option logasap`: as soon as all but the end is known. */
  readonly logsAsSoonAsPossible: boolean
  /** `log-steps`: the steps that are logged; null for one line a stream. */
  readonly steps: ReadonlySet<LogStep> | null
  /** `option log-separate-errors`. */
  readonly separatesErrors: boolean
}
