import type { Clock } from '@weir/base'
import { formatAnonymousHeader, LogDates } from './header.ts'
import type { LogDestination } from './target.ts'
import type { LogTransports } from './transports.ts'

/** Where lines about what goes on inside are written: descriptors and rings. */
export interface EventSinks {
  /** `destination` is `stdout`, `stderr` or the name of a ring; `line` is a byte string that ends in a line feed. */
  write(destination: string, line: string): void
}

const descriptors: Readonly<Record<string, LogDestination>> = {
  stdout: { kind: 'descriptor', fd: 1 },
  stderr: { kind: 'descriptor', fd: 2 },
}

/** Creates the sinks over the transports of the logs. What is meant for a ring that does not exist is dropped. */
export function createEventSinks(transports: LogTransports, clock: Clock): EventSinks {
  const dates = new LogDates(clock)
  return {
    write(name, line) {
      const destination = descriptors[name] ?? ({ kind: 'ring', name } as const)
      const transport = transports.transportOf({ destination })
      transport.send(Buffer.from(formatAnonymousHeader(transport.form?.frame ?? 'raw', dates) + line, 'latin1'))
    },
  }
}
