import { ProxyError } from '@weir/base'
import type { Verdict } from '@weir/keyword'
import { countDenied } from './count-denied.ts'
import type { Message } from './message.ts'
import type { Transaction } from './transaction.ts'

const cacheableStatuses: ReadonlySet<number> = new Set([200, 203, 204, 206, 300, 301, 404, 405, 410, 414, 501])
const cacheableMethods = ['GET', 'HEAD', 'OPTIONS', 'TRACE'] as const
const keepsCookiePrivate: ReadonlySet<string> = new Set([
  'private',
  'no-store',
  'max-age=0',
  's-maxage=0',
  'no-cache',
  'no-cache="set-cookie"',
  // What is left of `no-cache="set-cookie,other"` once it is cut at commas.
  'no-cache="set-cookie',
])

/** True when a cache in between may keep the response with the cookie that it sets (manual 4.2, `option checkcache`). */
export function setsCacheableCookie(request: Message, response: Message): boolean {
  if (!response.has('\r\nset-cookie: ')) return false
  const directives = response
    .all('\r\ncache-control: ')
    .flatMap((value) => value.split(',').map((directive) => directive.trim().toLowerCase()))
  if (directives.some((directive) => keepsCookiePrivate.has(directive))) return false
  if (response.all('\r\npragma: ').some((value) => value.toLowerCase() === 'no-cache')) return false
  if (directives.includes('public')) return true
  return mayBeKept(request, response)
}

function mayBeKept(request: Message, response: Message): boolean {
  return cacheableStatuses.has(response.status) && cacheableMethods.some((method) => request.isMethod(method))
}

/** Answers 502 in place of a response that `option checkcache` blocks. */
export function blockCacheable(transaction: Transaction): Verdict {
  countDenied(transaction, true)
  return transaction.answer(transaction.errorReply(502), new ProxyError('l7/denied', 'proxy', 'H', false))
}

/** True when a cache in between may keep the response: by method, status, and what says how fresh or valid it is. */
export function isCacheable(request: Message, response: Message): boolean {
  if (!mayBeKept(request, response)) return false
  let hasLifetime = false
  for (const value of response.all('\r\ncache-control: ')) {
    for (const part of value.split(',')) {
      const directive = part.trim().toLowerCase()
      if (keepsCookiePrivate.has(directive)) return false
      if (/^(?:s-maxage|max-age)=/.test(directive)) hasLifetime = true
    }
  }
  return hasLifetime || ['expires', 'etag', 'last-modified'].some((name) => response.has(`\r\n${name}: `))
}
