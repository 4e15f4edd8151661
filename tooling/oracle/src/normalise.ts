/** Makes two runs comparable: what differs from run to run is replaced by its kind. */
import { createHash } from 'node:crypto'
import type { NormaliseRule } from './scenario.ts'

/** Longer streams are recorded as length and hash. */
const LONG_STREAM = 6000
/** Timers fall into buckets of this width, centred on its multiples: scenarios use timeouts that are multiples of it. */
const TIMER_BUCKET_MS = 300

const EVERYWHERE: readonly NormaliseRule[] = [
  {
    pattern: /127\.0\.0\.(\d+):(?:3[2-9]|[4-6]\d)\d{3}\b/g,
    replacement: '127.0.0.$1:<port>',
    reason: 'ephemeral ports are the kernel’s choice',
  },
  {
    pattern: /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g,
    replacement: '<uuid>',
    reason: 'drawn at random',
  },
  {
    pattern: /^(date|expires|last-modified): [A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} 20\d\d \d\d:\d\d:\d\d GMT/gim,
    replacement: '$1: <date>',
    reason: 'the moment of the run',
  },
]

const LOG_LINES: readonly NormaliseRule[] = [
  {
    pattern: /^(<\d+>)[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d (?:\S+ )?[\w.-]+\[\d+\]: /,
    replacement: '$1',
    reason: 'moment, program name and pid of the run',
  },
  {
    pattern: /\[\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d\.\d{3}\]/g,
    replacement: '[<date>]',
    reason: 'the moment of the run',
  },
  {
    pattern: /(.)\1{199,}/g,
    replacement: '<$1 repeated>',
    reason: 'where a long line is cut depends on how many digits the pid has',
  },
  { pattern: /check duration: \d+ms/g, replacement: 'check duration: <ms>', reason: 'a duration' },
]

const HTTP_TIMERS = /(\] \S+ \S+\/\S+ )(-?\d+)\/(-?\d+)\/(-?\d+)\/(-?\d+)\/(\+?)(-?\d+) (?=-?\d+ )/
const TCP_TIMERS = /(\] \S+ \S+\/\S+ )(-?\d+)\/(-?\d+)\/(\+?)(-?\d+) (?=\+?\d+ \S\S )/

/** -1 stays; the rest falls into the nearest bucket. */
export function timerBucket(text: string): string {
  const timeMs = Number(text)
  if (timeMs < 0) return text
  return String(Math.round(timeMs / TIMER_BUCKET_MS) * TIMER_BUCKET_MS)
}

/** The timers of a traffic log, and the line without them. */
export function splitTimers(line: string): { readonly rest: string; readonly timersMs: readonly number[] } {
  const match = HTTP_TIMERS.exec(line) ?? TCP_TIMERS.exec(line)
  if (match === null) return { rest: line, timersMs: [] }
  const timers = match[0].slice(match[1]?.length ?? 0)
  return { rest: line.replace(timers, ''), timersMs: (timers.match(/-?\d+/g) ?? []).map(Number) }
}

const applyRules = (text: string, rules: readonly NormaliseRule[]) =>
  rules.reduce(
    (current, { pattern, replacement }) =>
      // One call with either is what the overloads of `replace` do not offer.
      typeof replacement === 'string' ? current.replace(pattern, replacement) : current.replace(pattern, replacement),
    text,
  )

export function normaliseLog(line: string, own: readonly NormaliseRule[]): string {
  const plain = applyRules(applyRules(line.replace(/\n$/, ''), LOG_LINES), EVERYWHERE)
  const timed = plain
    .replace(HTTP_TIMERS, (_, head: string, q: string, w: string, c: string, r: string, plus: string, all: string) =>
      [`${head}${timerBucket(q)}`, timerBucket(w), timerBucket(c), timerBucket(r), `${plus}${timerBucket(all)} `].join(
        '/',
      ),
    )
    .replace(TCP_TIMERS, (_, head: string, w: string, c: string, plus: string, all: string) =>
      [`${head}${timerBucket(w)}`, timerBucket(c), `${plus}${timerBucket(all)} `].join('/'),
    )
  return applyRules(timed, own)
}

export function normaliseText(text: string, own: readonly NormaliseRule[]): string {
  return applyRules(applyRules(text, EVERYWHERE), own)
}

/** Cuts a stream after each line feed. */
export function normaliseStream(bytes: string, own: readonly NormaliseRule[]): string[] {
  if (bytes.length > LONG_STREAM) {
    const headEnd = bytes.indexOf('\r\n\r\n') + 4
    const head = headEnd > 3 && headEnd < LONG_STREAM ? bytes.slice(0, headEnd) : ''
    const rest = bytes.slice(head.length)
    const hash = createHash('sha256').update(rest, 'latin1').digest('hex').slice(0, 16)
    return [...normaliseStream(head, own), `<${rest.length} bytes, sha256 ${hash}>`]
  }
  return normaliseText(bytes, own).match(/[^\n]*\n|[^\n]+/g) ?? []
}
