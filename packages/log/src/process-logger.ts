/** Fields that go with a message into a structured log. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>

/**
 * Where the process tells what it does: starts, stops, problems. Injected by whoever embeds an engine; the daemon writes
 * HAProxy's lines to standard error, a service may write JSON. Never called per request.
 */
export interface ProcessLogger {
  alert(message: string, fields?: LogFields): void
  warning(message: string, fields?: LogFields): void
  notice(message: string, fields?: LogFields): void
  debug(message: string, fields?: LogFields): void
}

/** Says nothing. */
export const silentLogger: ProcessLogger = {
  alert: () => {},
  warning: () => {},
  notice: () => {},
  debug: () => {},
}
