/** Requests for a representation that the client may have already (RFC 9110 §13). */
import { splitList } from '../header-values.ts'
import type { Message } from '../message.ts'
import type { CacheEntry } from './http-cache.ts'

/** True when 304 answers the request. `stored` is the head of the entry, read as a message. */
export function isUnchanged(request: Message, stored: Message, entry: CacheEntry): boolean {
  const tags = request.all('\r\nif-none-match: ').flatMap(splitList)
  if (tags.length > 0) {
    const own = stored.first('\r\netag: ')
    return tags.some((tag) => tag === '*' || (own !== null && isSameTag(tag, own)))
  }
  const since = request.first('\r\nif-modified-since: ')
  const sinceMs = since === null ? Number.NaN : Date.parse(since)
  if (Number.isNaN(sinceMs)) return false
  const changed = stored.first('\r\nlast-modified: ') ?? stored.first('\r\ndate: ')
  // Without a date of its own it is as old as it is in the cache.
  const changedMs = changed === null ? Number.NaN : Date.parse(changed)
  return (Number.isNaN(changedMs) ? entry.storedWallMs : changedMs) <= sinceMs
}

/** The weak comparison (RFC 9110 §8.8.3.2); what is no tag equals nothing. */
function isSameTag(one: string, other: string): boolean {
  const [a, b] = [opaqueOf(one), opaqueOf(other)]
  return a !== null && a === b
}

function opaqueOf(tag: string): string | null {
  return /^(?:W\/)?(".*")$/.exec(tag)?.[1] ?? null
}
