import type { IpAddress, Span } from '@weir/base'

/** What stands in front of the text of a message (manual 3.1, `log`). */
export const logFrames = ['local', 'rfc3164', 'rfc5424', 'priority', 'short', 'timed', 'iso', 'raw'] as const

export type LogFrame = (typeof logFrames)[number]

/** A machine that takes messages. */
export interface LogHost {
  readonly host: string
  /** Null for a name. */
  readonly address: IpAddress | null
  readonly port: number
  /** Which address a name has to have. */
  readonly family?: 4 | 6
}

/** Where messages go. A `host` is a name or address that still has to be looked up. */
export type LogDestination =
  | (LogHost & { readonly kind: 'udp' })
  | (LogHost & { readonly kind: 'tcp' })
  | { readonly kind: 'unix'; readonly path: string; readonly isAbstract: boolean; readonly isStream?: boolean }
  | { readonly kind: 'descriptor'; readonly fd: number }
  | { readonly kind: 'ring'; readonly name: string }
  | { readonly kind: 'backend'; readonly name: string }

/** Which messages of each `size` consecutive ones are taken, counted from 1. */
export interface LogSample {
  readonly ranges: readonly (readonly [number, number])[]
  readonly size: number
}

/** One `log` line: where to, in which form, and which messages. */
export interface LogTarget {
  readonly destination: LogDestination
  /** The longest message in bytes, header included, final line feed not. */
  readonly maxLengthBytes: number
  /** Null: `local`, or `rfc3164` when the host name is to be sent. */
  readonly frame: LogFrame | null
  readonly sample: LogSample | null
  /** The `log-profile` that builds the messages of this line. */
  readonly profile: string | null
  readonly facility: number
  /** Less severe messages (greater ordinals) are left out. */
  readonly maxLevel: number
  /** More severe messages (smaller ordinals) are given this level. */
  readonly minLevel: number
  readonly span: Span | null
}

/** A key under which equal destinations share one socket. */
export function destinationKey(destination: LogDestination): string {
  switch (destination.kind) {
    case 'udp':
    case 'tcp':
      return `${destination.kind} ${destination.host} ${destination.port}${destination.family === undefined ? '' : ` IPv${destination.family}`}`
    case 'unix':
      return `${destination.isStream === true ? 'uxst' : 'unix'} ${destination.isAbstract ? '@' : ''}${destination.path}`
    case 'descriptor':
      return `fd ${destination.fd}`
    default:
      return `${destination.kind} ${destination.name}`
  }
}
