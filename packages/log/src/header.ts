import type { Clock } from '@weir/base'
import type { LogFrame } from './target.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`)

/** The date texts of headers, made once a second. Local time, as syslog wants it. */
export class LogDates {
  readonly #clock: Clock
  #second = Number.NaN
  #bsd = ''
  #iso = ''
  #zone = ''

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** `Nov  1 09:00:00` (RFC 3164 §4.1.2). */
  bsd(): string {
    this.#refresh(this.#clock.wallMs())
    return this.#bsd
  }

  /** `2026-11-21T09:48:31.057448+00:00` (RFC 5424 §6.2.3). */
  iso(): string {
    const wallMs = this.#clock.wallMs()
    this.#refresh(wallMs)
    const microseconds = Math.min(999_999, Math.round((wallMs - this.#second * 1000) * 1000))
    return `${this.#iso}.${String(microseconds).padStart(6, '0')}${this.#zone}`
  }

  #refresh(wallMs: number): void {
    const second = Math.floor(wallMs / 1000)
    if (second === this.#second) return
    this.#second = second
    const date = new Date(second * 1000)
    const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
    this.#bsd = `${months[date.getMonth()]} ${String(date.getDate()).padStart(2)} ${time}`
    this.#iso = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${time}`
    const offset = -date.getTimezoneOffset()
    const absolute = Math.abs(offset)
    this.#zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(absolute / 60))}:${two(absolute % 60)}`
  }
}

/** Who writes the messages, as headers tell it. */
export interface LogIdentity {
  readonly tag: string
  readonly pid: number
  /** Null: not to be sent. */
  readonly hostname: string | null
}

/** What precedes a message that nobody in particular sends: no facility, level 0, neither tag nor process. */
export function formatAnonymousHeader(frame: LogFrame, dates: LogDates): string {
  switch (frame) {
    case 'local':
      return `<0>${dates.bsd()} `
    case 'rfc3164':
      return `<0>${dates.bsd()} localhost `
    case 'rfc5424':
      return `<0>1 ${dates.iso()} - - - - - `
    case 'priority':
    case 'short':
      return '<0>'
    case 'timed':
      return `<0>${dates.iso()} `
    case 'iso':
      return `${dates.iso()} `
    case 'raw':
      return ''
  }
}

/** What precedes a message of `level`. Structured data follows the header of `rfc5424` and belongs to no other. */
export function formatHeader(
  frame: LogFrame,
  facility: number,
  level: number,
  identity: LogIdentity,
  dates: LogDates,
): string {
  switch (frame) {
    case 'local':
      return `<${facility * 8 + level}>${dates.bsd()} ${identity.tag}[${identity.pid}]: `
    case 'rfc3164':
      return `<${facility * 8 + level}>${dates.bsd()} ${identity.hostname ?? 'localhost'} ${identity.tag}[${identity.pid}]: `
    case 'rfc5424':
      return `<${facility * 8 + level}>1 ${dates.iso()} ${identity.hostname ?? '-'} ${identity.tag} ${identity.pid} - `
    case 'priority':
      return `<${facility * 8 + level}>`
    case 'short':
      return `<${level}>`
    case 'timed':
      return `<${level}>${dates.iso()} `
    case 'iso':
      return `${dates.iso()} `
    case 'raw':
      return ''
  }
}
