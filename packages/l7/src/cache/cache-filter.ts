import type { DataStage, Filter } from '@weir/l4'
import type { Transaction } from '../transaction.ts'
import { CacheStage } from './cache-stage.ts'
import { entryBytes, type HttpCache } from './http-cache.ts'

/** Stores the responses that `cache-store` has chosen, as they are where it stands among the filters. Manual 9.4. */
export class CacheFilter implements Filter {
  readonly id: string
  readonly #cache: HttpCache

  constructor(id: string, cache: HttpCache) {
    this.id = id
    this.#cache = cache
  }

  startResponseBody(transaction: Transaction): DataStage | null {
    const pending = transaction.cache?.pending ?? null
    const link = transaction.serverLink
    if (pending === null || pending.cache !== this.#cache || link === null || transaction.isHead) return null
    const { contentLength, isChunked } = link.response
    const bodyBytes = isChunked || contentLength < 0 ? 0 : contentLength
    if (entryBytes(pending.head, bodyBytes) > this.#cache.maxObjectBytes) return null
    const { clock } = transaction
    return new CacheStage(
      pending,
      () => link.body.trailers,
      () => ({ ms: clock.nowMs(), wallMs: clock.wallMs() }),
    )
  }
}
