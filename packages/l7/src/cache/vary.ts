/** Which entry of one address fits a request (RFC 9111 §4.1). */
import { splitList } from '../header-values.ts'
import type { Message } from '../message.ts'

/** What requests are told apart by: the headers that a response may vary on. */
export interface RequestTraits {
  readonly acceptEncoding: readonly string[]
  readonly referer: string
  readonly origin: string
}

export function traitsOf(request: Message): RequestTraits {
  return {
    acceptEncoding: request.all('\r\naccept-encoding: '),
    referer: request.all('\r\nreferer: ').join(','),
    origin: request.all('\r\norigin: ').join(','),
  }
}

/** Codings of the registry of IANA, with the other names of some. */
const codings: ReadonlyMap<string, string> = new Map([
  ...['aes128gcm', 'br', 'compress', 'dcb', 'dcz', 'deflate', 'exi', 'gzip', 'identity', 'pack200-gzip', 'zstd'].map(
    (name) => [name, name] as const,
  ),
  ['x-gzip', 'gzip'],
  ['x-compress', 'compress'],
])

/** What a stored response varies on. */
export interface Variance {
  /** Null where it does not depend on what the client accepts. */
  readonly codings: readonly string[] | null
  /** The request's header that it depends on; null where it does not. */
  readonly referer: string | null
  readonly origin: string | null
}

export const invariable: Variance = { codings: null, referer: null, origin: null }

/** The variance of a response, or null when it varies on something that is not looked at, or is in an unknown coding. */
export function varianceOf(traits: RequestTraits, response: Message): Variance | null {
  const lines = response.all('\r\nvary: ')
  if (lines.length === 0) return invariable
  let { codings: contentCodings, referer, origin } = invariable
  for (const name of lines.flatMap(splitList)) {
    switch (name.toLowerCase()) {
      case 'accept-encoding':
        contentCodings = codingsOf(response)
        if (contentCodings === null) return null
        break
      case 'referer':
        referer = traits.referer
        break
      case 'origin':
        origin = traits.origin
        break
      default:
        return null
    }
  }
  return { codings: contentCodings, referer, origin }
}

function codingsOf(response: Message): string[] | null {
  const found: string[] = []
  for (const name of response.all('\r\ncontent-encoding: ').flatMap(splitList)) {
    const coding = codings.get(name.toLowerCase())
    if (coding === undefined) return null
    found.push(coding)
  }
  return found.length === 0 ? ['identity'] : found
}

export function fits(variance: Variance, traits: RequestTraits): boolean {
  if (variance.referer !== null && variance.referer !== traits.referer) return false
  if (variance.origin !== null && variance.origin !== traits.origin) return false
  return variance.codings === null || acceptsAll(traits.acceptEncoding, variance.codings)
}

/** A client that says nothing takes every coding; identity has to be refused by name (RFC 9110 §12.5.3). */
function acceptsAll(lines: readonly string[], wanted: readonly string[]): boolean {
  if (lines.length === 0) return true
  const accepted = new Map<string, boolean>()
  for (const part of lines.flatMap(splitList)) {
    const name = /^[^;, \t]*/.exec(part)![0].toLowerCase()
    accepted.set(codings.get(name) ?? name, !/;[ \t]*q=0(?:\.0*)?[ \t]*(?:;|$)/.test(part))
  }
  return wanted.every((coding) => accepted.get(coding) ?? (coding === 'identity' || accepted.get('*') === true))
}
