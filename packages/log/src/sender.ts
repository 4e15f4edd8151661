import type { Clock } from '@weir/base'
import { formatHeader, LogDates, type LogIdentity } from './header.ts'
import { isSampled } from './sample-ranges.ts'
import type { LogFrame, LogTarget } from './target.ts'
import type { LogTransport } from './transport.ts'

/** Receives messages as values beside the syslog targets: a structured logger, a test. */
export interface LogSink {
  write(level: number, message: string): void
}

export interface LogSenderOptions {
  /** The targets in order, `log global` already expanded. */
  readonly targets: readonly LogTarget[]
  readonly sinks?: readonly LogSink[]
  /** Gives the (shared) transport of a target. */
  readonly transportOf: (target: LogTarget) => LogTransport
  readonly clock: Clock
  /** `log-tag`, or the program's name. */
  readonly tag: string
  readonly pid: number
  /** As `log-send-hostname` asks for it; null: not sent. */
  readonly hostname: string | null
  /** The tags of log profiles, where they set one. */
  readonly profileTags?: ReadonlyMap<string, string>
}

/** What every sender of a process adds up: `DroppedLogs` of `show info`. */
export interface LogCounters {
  sent: number
  dropped: number
}

/** Sends the messages of one proxy (or of the process) to its targets. */
export interface LogSender {
  /** Nothing would be sent: spare yourself the line. */
  readonly isEmpty: boolean
  /** The profiles of the targets; null stands for targets without one. */
  readonly profiles: readonly (string | null)[]
  /**
   * Sends `message` (a byte string without a line feed) with the level of that ordinal (0 emerg … 7 debug) to the
   * targets of `profile`, or to all when it is undefined. `structuredData` is `[id …]…` or empty; rfc5424 alone has it.
   */
  send(level: number, message: string, structuredData?: string, profile?: string | null): void
}

export function createLogCounters(): LogCounters {
  return { sent: 0, dropped: 0 }
}

interface Route {
  readonly target: LogTarget
  readonly frame: LogFrame
  readonly maxLengthBytes: number
  readonly identity: LogIdentity
  readonly transport: LogTransport
  position: number
}

/** Creates a sender. `counters` may be shared by many: a process has one. */
export function createLogSender(options: LogSenderOptions, counters: LogCounters = createLogCounters()): LogSender {
  return new Sender(options, counters)
}

class Sender implements LogSender {
  readonly isEmpty: boolean
  readonly profiles: readonly (string | null)[]
  readonly #routes: readonly Route[]
  readonly #sinks: readonly LogSink[]
  readonly #dates: LogDates
  readonly #counters: LogCounters
  #buffer = Buffer.allocUnsafe(2048)

  constructor(options: LogSenderOptions, counters: LogCounters) {
    const { tag, pid, hostname, profileTags } = options
    const defaultFrame = hostname === null ? 'local' : 'rfc3164'
    this.#routes = options.targets.map((target) => {
      const transport = options.transportOf(target)
      return {
        target,
        frame: transport.form?.frame ?? target.frame ?? defaultFrame,
        maxLengthBytes: transport.form?.maxLengthBytes ?? target.maxLengthBytes,
        identity: { tag: profileTags?.get(target.profile ?? '') ?? tag, pid, hostname },
        transport,
        position: 0,
      }
    })
    this.#sinks = options.sinks ?? []
    this.#dates = new LogDates(options.clock)
    this.#counters = counters
    this.isEmpty = this.#routes.length === 0 && this.#sinks.length === 0
    const profiles = new Set(this.#routes.map(({ target }) => target.profile))
    if (this.#sinks.length > 0) profiles.add(null)
    this.profiles = [...profiles]
  }

  send(level: number, message: string, structuredData = '', profile?: string | null): void {
    for (const route of this.#routes) {
      const { target } = route
      if (profile !== undefined && target.profile !== profile) continue
      if (level > target.maxLevel) continue
      if (target.sample !== null) {
        route.position = (route.position % target.sample.size) + 1
        if (!isSampled(target.sample, route.position)) continue
      }
      this.#sendTo(route, Math.max(level, target.minLevel), message, structuredData)
    }
    if (profile === undefined || profile === null) for (const sink of this.#sinks) sink.write(level, message)
  }

  #sendTo(route: Route, level: number, message: string, structuredData: string): void {
    const { target, frame, maxLengthBytes } = route
    let head = formatHeader(frame, target.facility, level, route.identity, this.#dates)
    let text = message
    if (frame === 'rfc5424') {
      const data = structuredData === '' ? '-' : structuredData
      // Structured data is sent whole or, with all that follows, not at all: half an element could not be parsed.
      if (head.length + data.length + 1 > maxLengthBytes) text = ''
      else head += `${data} `
    }
    const room = maxLengthBytes - head.length
    if (text.length > room) text = text.slice(0, Math.max(0, room))
    const length = head.length + text.length + 1
    if (length > this.#buffer.length) this.#buffer = Buffer.allocUnsafe(length * 2)
    const buffer = this.#buffer
    buffer.write(head, 0, 'latin1')
    buffer.write(text, head.length, 'latin1')
    buffer[length - 1] = 10
    if (route.transport.send(buffer.subarray(0, length), Math.min(head.length, length - 1))) this.#counters.sent++
    else this.#counters.dropped++
  }
}

/**
 * The targets of one section: its own lines, with `log global` replaced by those of section `global`. A section
 * without any line logs nowhere.
 */
export function resolveLogTargets(
  lines: readonly (LogTarget | 'global')[],
  globalLines: readonly (LogTarget | 'global')[],
): LogTarget[] {
  const own = globalLines.filter((line) => line !== 'global')
  return lines.flatMap((line) => (line === 'global' ? own : [line]))
}
