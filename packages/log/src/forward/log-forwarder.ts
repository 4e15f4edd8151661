import { Buffer } from 'node:buffer'
import type { Clock } from '@weir/base'
import { LogDates } from '../header.ts'
import { isSampled } from '../sample-ranges.ts'
import type { LogCounters } from '../sender.ts'
import type { LogTarget } from '../target.ts'
import type { LogTransport } from '../transport.ts'
import { forwardedHost, type HostHandling, headerParts, ownFrame } from './forwarded-form.ts'
import { parseReceivedMessage, type ReceivedMessage, unparsedMessage } from './received-message.ts'

export interface LogForwarderOptions {
  /** The targets in order, `log global` already expanded. */
  readonly targets: readonly LogTarget[]
  readonly transportOf: (target: LogTarget) => LogTransport
  readonly clock: Clock
  readonly host: HostHandling
  /** `option dont-parse-log`: all that comes is text. */
  readonly isParsed: boolean
  /** What is longer is cut before it is looked at. */
  readonly maxMessageBytes: number
}

interface Route {
  readonly target: LogTarget
  readonly transport: LogTransport
  position: number
}

/** Passes messages of others on to targets, in the form that each wants. Never waits, never throws. */
export class LogForwarder {
  readonly #options: LogForwarderOptions
  readonly #routes: readonly Route[]
  readonly #dates: LogDates
  readonly #counters: LogCounters

  constructor(options: LogForwarderOptions, counters: LogCounters) {
    this.#options = options
    this.#routes = options.targets.map((target) => ({ target, transport: options.transportOf(target), position: 0 }))
    this.#dates = new LogDates(options.clock)
    this.#counters = counters
  }

  /** Takes one message, valid during the call. `sender` is the address it came from; null where there is none. */
  receive(data: Uint8Array, sender: string | null): void {
    const { isParsed, maxMessageBytes } = this.#options
    let length = Math.min(data.length, maxMessageBytes)
    while (length > 0 && (data[length - 1] === lineFeed || data[length - 1] === 0)) length--
    const text = Buffer.from(data.buffer, data.byteOffset, length).toString('latin1')
    const message = isParsed ? parseReceivedMessage(text) : unparsedMessage(text)
    const level = (message.priority ?? 0) & 7
    for (const route of this.#routes) {
      const { target } = route
      if (level > target.maxLevel) continue
      if (target.sample !== null) {
        route.position = (route.position % target.sample.size) + 1
        if (!isSampled(target.sample, route.position)) continue
      }
      this.#sendTo(route, message, Math.max(level, target.minLevel), sender)
    }
  }

  #sendTo({ target, transport }: Route, message: ReceivedMessage, level: number, sender: string | null): void {
    const frame = transport.form?.frame ?? target.frame ?? ownFrame(message)
    const maxLengthBytes = transport.form?.maxLengthBytes ?? target.maxLengthBytes
    const facility = message.priority === null ? target.facility : message.priority >>> 3
    const hostName = forwardedHost(message.hostName, sender, this.#options.host)
    const parts = headerParts(frame, message, facility * 8 + level, hostName, this.#dates)
    const line = join(parts, message.text, maxLengthBytes)
    const headLength = parts.reduce((length, part) => length + part.length, 0)
    if (transport.send(Buffer.from(`${line}\n`, 'latin1'), Math.min(headLength, line.length))) this.#counters.sent++
    else this.#counters.dropped++
  }
}

const lineFeed = 10

/** A part of the header that does not fit ends the message; the text is cut. */
function join(parts: readonly string[], text: string, maxLengthBytes: number): string {
  let head = ''
  for (const part of parts) {
    if (head.length + part.length >= maxLengthBytes) return head
    head += part
  }
  return head + text.slice(0, maxLengthBytes - head.length)
}
