/** How peers introduce themselves (peers protocol 2.1, "Handshake"). Texts are byte strings. */
import { handshakeStatus, protocolName, protocolVersion } from './messages.ts'

/** The three lines that whoever connects sends first. */
export interface Greeting {
  /** The peer that is meant. */
  readonly to: string
  readonly from: string
  readonly processId: number
}

/** A greeting has to be whole within that many bytes. */
const maxGreetingBytes = 1024

export function formatGreeting({ to, from, processId }: Greeting): string {
  return `${protocolName} ${protocolVersion}\n${to}\n${from} ${processId} 1\n`
}

/** What has been read of a greeting: not enough yet, why it is refused, or the greeting and where it ends. */
export type ReadGreeting =
  | { readonly state: 'incomplete' }
  | { readonly state: 'refused'; readonly status: number }
  | { readonly state: 'complete'; readonly greeting: Greeting; readonly length: number }

export function readGreeting(text: string): ReadGreeting {
  const lines = text.slice(0, maxGreetingBytes).split('\n')
  const refuse = (status: number): ReadGreeting => ({ state: 'refused', status })
  if (lines.length < 4) {
    const isHopeless =
      text.length >= maxGreetingBytes ||
      !(lines.length > 1 ? lines[0]!.startsWith(`${protocolName} `) : startsAlike(lines[0]!, `${protocolName} `))
    return isHopeless ? refuse(handshakeStatus.protocolError) : { state: 'incomplete' }
  }
  const [first, to, last] = lines as [string, string, string]
  const version = /^HAProxyS (\d+)\.(\d+)$/.exec(first.replace(/\r$/, ''))
  if (version === null) return refuse(handshakeStatus.protocolError)
  if (version[1] !== '2') return refuse(handshakeStatus.badVersion)
  const [from, processId] = last.split(' ')
  const greeting = { to: to.replace(/\r$/, ''), from: from!, processId: Number(processId ?? 0) }
  return { state: 'complete', greeting, length: first.length + to.length + last.length + 3 }
}

function startsAlike(text: string, whole: string): boolean {
  return text.length <= whole.length ? whole.startsWith(text) : text.startsWith(whole)
}

/** What has been read of the answer to a greeting: null until the line is whole, 0 when it is no answer. */
export function readStatus(text: string): { readonly status: number; readonly length: number } | null {
  const end = text.indexOf('\n')
  if (end < 0) return text.length > 16 ? { status: 0, length: text.length } : null
  const match = /^(\d{3})\r?$/.exec(text.slice(0, end))
  return { status: match === null ? 0 : Number(match[1]), length: end + 1 }
}
