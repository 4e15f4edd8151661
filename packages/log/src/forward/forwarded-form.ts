import type { LogDates } from '../header.ts'
import type { LogFrame } from '../target.ts'
import type { ReceivedMessage } from './received-message.ts'

/** What `option host` makes of the name of the host in forwarded messages. */
export const hostHandlings = ['replace', 'fill', 'keep', 'append'] as const

export type HostHandling = (typeof hostHandlings)[number]

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The form of a message as it came, for targets that name none. */
export function ownFrame(message: ReceivedMessage): LogFrame {
  if (message.hostName !== '') return message.isStructured ? 'rfc5424' : 'rfc3164'
  if (message.tag !== '') return 'local'
  return message.priority === null ? 'raw' : 'priority'
}

/** The name of the host that is passed on; empty for none. `sender` is null where it has no address. */
export function forwardedHost(own: string, sender: string | null, handling: HostHandling): string {
  if (sender === null || handling === 'keep') return own
  if (own === '' || handling === 'replace') return sender
  return handling === 'append' ? `${own},${sender}` : own
}

/** The parts of the header in front of a forwarded text: each is written whole, or ends the message. */
export function headerParts(
  frame: LogFrame,
  message: ReceivedMessage,
  priority: number,
  hostName: string,
  dates: LogDates,
): readonly string[] {
  switch (frame) {
    case 'rfc3164':
      return [
        formatPriority(priority),
        ...bsdParts(message, dates),
        ...named(hostName, 'localhost '),
        ...tagParts(message),
      ]
    case 'local':
      return [formatPriority(priority), ...bsdParts(message, dates), ...tagParts(message)]
    case 'rfc5424':
      return [
        `${formatPriority(priority)}1 `,
        ...(message.isStructured && message.isoDate === '' ? [nothing] : isoParts(message, dates)),
        ...[hostName, message.tag, message.processId, message.messageId, message.structuredData].flatMap((text) =>
          named(text, nothing),
        ),
      ]
    case 'priority':
      return [formatPriority(priority)]
    case 'short':
      return [`<${priority & 7}>`]
    case 'timed':
      return [`<${priority & 7}>`, ...isoParts(message, dates)]
    case 'iso':
      return isoParts(message, dates)
    case 'raw':
      return []
  }
}

/** The value of RFC 5424 for what is missing. */
const nothing = '- '

const named = (text: string, missing: string): readonly string[] => (text === '' ? [missing] : [text, ' '])

/** A priority has three digits at most; of larger ones the last three are written, as by HAProxy. */
function formatPriority(priority: number): string {
  return `<${priority > 999 ? String(priority % 1000).padStart(3, '0') : priority}>`
}

function tagParts({ tag, processId }: ReceivedMessage): readonly string[] {
  if (tag === '') return []
  return processId === '' ? [tag, ': '] : [tag, '[', processId, ']', ': ']
}

function bsdParts({ bsdDate, isoDate }: ReceivedMessage, dates: LogDates): readonly string[] {
  if (bsdDate !== '') return [bsdDate, ' ']
  return [isoDate === '' ? dates.bsd() : (bsdFromIso(isoDate) ?? dates.bsd()), ' ']
}

function isoParts({ bsdDate, isoDate }: ReceivedMessage, dates: LogDates): readonly string[] {
  if (isoDate !== '') return [isoDate, ' ']
  return [bsdDate === '' ? dates.iso() : isoFromBsd(bsdDate, dates), ' ']
}

/** Month, day and time as they are, in whatever zone. Null where there is no such month. */
function bsdFromIso(date: string): string | null {
  const month = /^[0-9]{2}$/.test(date.slice(5, 7)) ? Number(date.slice(5, 7)) : 99
  const name = months[Math.max(0, month - 1)]
  if (name === undefined) return null
  const day = date[8] === '0' ? ` ${date[9]}` : date.slice(8, 10)
  return `${name} ${day} ${date.slice(11, 19)}`
}

/** A date without a year is of the past: a month that is yet to come was last year's. `-00:00` is an unknown zone. */
function isoFromBsd(date: string, dates: LogDates): string {
  const now = dates.iso()
  const month = months.indexOf(date.slice(0, 3)) + 1
  const year = Number(now.slice(0, 4)) - (month > Number(now.slice(5, 7)) ? 1 : 0)
  const day = date[4] === ' ' ? `0${date[5]}` : date.slice(4, 6)
  return `${year}-${String(month).padStart(2, '0')}-${day}T${date.slice(7)}-00:00`
}
