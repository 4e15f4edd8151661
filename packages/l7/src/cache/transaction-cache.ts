import { ProxyError } from '@weir/base'
import { addHints } from '../early-hints.ts'
import { LocalResponse } from '../local-response.ts'
import type { Message } from '../message.ts'
import { countIntercepted, deliverLocal } from '../own-replies.ts'
import { reasonOf } from '../reply.ts'
import type { Transaction } from '../transaction.ts'
import { isUnchanged } from './conditional.ts'
import { ageOf, lifetimeOf, wantsFresh } from './freshness.ts'
import { hintLinesOf } from './hint-store.ts'
import type { CacheEntry, HttpCache } from './http-cache.ts'
import { type RequestTraits, traitsOf, type Variance, varianceOf } from './vary.ts'

/** What caches know of one transaction. */
export interface TransactionCache {
  readonly key: string
  /** As the request was when `cache-use` saw it. */
  readonly traits: RequestTraits
  /** The cache that gave the answer. */
  hit: HttpCache | null
  /** The response on its way is to be kept. */
  pending: PendingEntry | null
}

/** A response that is kept once all of it has come. */
export interface PendingEntry {
  readonly cache: HttpCache
  readonly key: string
  readonly traits: RequestTraits
  readonly variance: Variance
  readonly head: string
  readonly headerCount: number
  readonly ageSeconds: number
  readonly lifetimeSeconds: number
}

const safeMethods = ['GET', 'HEAD', 'OPTIONS', 'TRACE'] as const

/** Host and target of a request. Entries of one address are told apart by what they vary on. */
function keyOf(request: Message): string {
  const { uri } = request
  const absolute = /^[a-z][a-z0-9+.-]*:\/\/([^/?]*)(.*)$/is.exec(uri)
  if (absolute === null) return `${request.first('\r\nhost: ') ?? ''}${uri}`
  const rest = absolute[2]!
  return `${absolute[1]}${rest.startsWith('/') ? rest : `/${rest}`}`
}

/** Where look-ups are counted. */
export interface CacheUse {
  cacheLookups: number
  cacheHits: number
  cacheHintHits: number
}

/** `cache-use`: answers from the cache if it can, or tells the client what it remembers of the answer's links. */
export function useCache(transaction: Transaction, cache: HttpCache, counters: CacheUse, tellsHints: boolean): boolean {
  const { request } = transaction
  transaction.cache ??= { key: keyOf(request), traits: traitsOf(request), hit: null, pending: null }
  if (!request.isMethod('GET') && !request.isMethod('HEAD')) return false
  if (request.version !== 11 || request.has('\r\nauthorization: ') || wantsFresh(request)) return false
  const entry = cache.find(transaction.cache.key, transaction.cache.traits)
  counters.cacheLookups++
  if (entry === null) {
    const lines = tellsHints ? (cache.hints?.find(transaction.cache.key) ?? '') : ''
    if (lines !== '') {
      counters.cacheHintHits++
      addHints(transaction, lines)
    }
    return false
  }
  counters.cacheHits++
  transaction.cache.hit = cache
  deliver(transaction, cache, entry)
  return true
}

function deliver(transaction: Transaction, cache: HttpCache, entry: CacheEntry): void {
  const message = transaction.client.localResponse
  message.reset()
  message.setHead(entry.head, entry.headerCount)
  message.status = entry.status
  message.version = 11
  const isUnmodified = isUnchanged(transaction.request, message, entry)
  if (isUnmodified) message.setStatus(304, reasonOf(304))
  message.add('age', String(cache.ageSeconds(entry)))
  message.isChunked = message.has('\r\ntransfer-encoding: ')
  const length = message.first('\r\ncontent-length: ')
  message.contentLength = length === null ? -1 : Number(length)
  transaction.serviceName = 'CACHE'
  transaction.serverAssignedAtMs = transaction.connectedAtMs = transaction.responseAtMs = transaction.requestAtMs
  countIntercepted(transaction)
  entry.readerCount++
  deliverLocal(
    transaction,
    new LocalResponse(transaction, message, {
      pieces: isUnmodified ? [] : entry.pieces,
      trailers: entry.trailers,
      release: () => {
        entry.readerCount--
      },
    }),
    new ProxyError('l4/local', 'proxy', 'R', false),
  )
}

/** `cache-store`: makes the response be kept, if it may be; forgets what a request has changed. */
export function storeInCache(transaction: Transaction, cache: HttpCache): void {
  const { request, response, cache: own } = transaction
  if (own === null || own.hit !== null || response === null) return
  if (!safeMethods.some((method) => request.isMethod(method))) {
    if (response.status >= 200 && response.status < 400) cache.invalidate(own.key)
    return
  }
  const lifetimeSeconds = lifetimeOf(request, response, cache.options.maxAgeSeconds, transaction.clock.wallMs())
  if (lifetimeSeconds === null) return
  cache.hints?.store(own.key, hintLinesOf(response))
  if (cache.options.earlyHints === 'only') return
  if (!cache.options.processesVary && response.has('\r\nvary: ')) return
  const variance = varianceOf(own.traits, response)
  if (variance === null || !cache.hasRoomFor(own.key, own.traits)) return
  const ageSeconds = ageOf(response)!
  // As HAProxy: the age is told anew with each answer, and the first one goes without.
  response.remove('\r\nage: ')
  own.pending = {
    cache,
    key: own.key,
    traits: own.traits,
    variance,
    head: response.head,
    headerCount: response.headerCount,
    ageSeconds,
    lifetimeSeconds,
  }
}
