import type { LogFields, ProcessLogger } from './process-logger.ts'
import type { LogSink } from './sender.ts'
import { levels } from './severity.ts'

/** What is used of a pino logger, so that any logger of that shape will do. */
export interface PinoLike {
  fatal(fields: object, message: string): void
  error(fields: object, message: string): void
  warn(fields: object, message: string): void
  info(fields: object, message: string): void
  debug(fields: object, message: string): void
}

/** Messages of the process as structured logs. */
export function createPinoProcessLogger(logger: PinoLike): ProcessLogger {
  return {
    alert: (message, fields: LogFields = {}) => logger.fatal(fields, message),
    warning: (message, fields: LogFields = {}) => logger.warn(fields, message),
    notice: (message, fields: LogFields = {}) => logger.info(fields, message),
    debug: (message, fields: LogFields = {}) => logger.debug(fields, message),
  }
}

const methods = ['fatal', 'fatal', 'fatal', 'error', 'warn', 'info', 'info', 'debug'] as const

/**
 * Traffic logs of a proxy as structured logs. A message that is a JSON object (a log format under `%{+json}o`) becomes
 * the record's fields, any other becomes its text.
 */
export function createPinoSink(logger: PinoLike): LogSink {
  return {
    write(level, message) {
      const method = methods[level] ?? 'info'
      const severity = levels[level] ?? 'info'
      const fields = message.startsWith('{') ? parseFields(message) : null
      if (fields === null) logger[method]({ severity }, message)
      else logger[method]({ severity, ...fields }, '')
    },
  }
}

function parseFields(message: string): object | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(message, 'latin1').toString('utf8'))
    return typeof value === 'object' ? value : null
  } catch {
    return null
  }
}
