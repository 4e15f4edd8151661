/** Whether a response may be kept, and for how long (manual 6.1, RFC 9111 §3 and §4.2). */
import { splitList } from '../header-values.ts'
import type { Message } from '../message.ts'

const forbidding: ReadonlySet<string> = new Set(['private', 'no-cache', 'no-store', 'max-age=0', 's-maxage=0'])

/** Seconds for which a response to GET may be given again, or null when it may not be kept. */
export function lifetimeOf(request: Message, response: Message, maxAgeSeconds: number, wallMs: number): number | null {
  if (response.status !== 200 || !request.isMethod('GET') || request.version !== 11) return null
  if (directivesOf(request).includes('no-store')) return null
  const directives = directivesOf(response)
  if (directives.some((each) => forbidding.has(each) || each.startsWith('no-cache='))) return null
  if (request.has('\r\nauthorization: ') && !directives.includes('public')) return null
  if (response.all('\r\npragma: ').some((value) => value.toLowerCase() === 'no-cache')) return null
  if (ageOf(response) === null) return null
  const told = secondsOf(directives, 's-maxage') ?? secondsOf(directives, 'max-age')
  if (told !== null) return Number.isNaN(told) ? null : Math.min(told, maxAgeSeconds)
  const expires = response.first('\r\nexpires: ')
  if (expires !== null) {
    const remaining = Math.floor((Date.parse(expires) - wallMs) / 1000)
    return remaining > 0 ? Math.min(remaining, maxAgeSeconds) : null
  }
  return response.has('\r\netag: ') || response.has('\r\nlast-modified: ') ? maxAgeSeconds : null
}

/** The age that a response had when it came, 0 without a header; null for one that is none. */
export function ageOf(response: Message): number | null {
  const age = response.first('\r\nage: ')
  if (age === null) return 0
  return /^\d{1,10}$/.test(age) ? Number(age) : null
}

/** The request wants an answer of the server itself (RFC 9111 §5.2.1). */
export function wantsFresh(request: Message): boolean {
  if (request.all('\r\npragma: ').some((value) => value.toLowerCase() === 'no-cache')) return true
  return directivesOf(request).some((each) => each === 'no-cache' || each.startsWith('max-age='))
}

function directivesOf(message: Message): string[] {
  return message.all('\r\ncache-control: ').flatMap((value) => splitList(value).map((each) => each.toLowerCase()))
}

/** Null without that directive; NaN where it is no number. */
function secondsOf(directives: readonly string[], name: string): number | null {
  const value = directives.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1)
  if (value === undefined) return null
  return Number.parseInt(value.replace(/^"/, ''), 10)
}
