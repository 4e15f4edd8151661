import type { Clock } from '@weir/base'
import { type Binder, definePort, type Reference, type SectionModel } from '@weir/keyword'

import { HttpCache } from './http-cache.ts'
import { cacheOptions } from './options.ts'

/** The caches of a process, each made when it is first asked for. */
export class HttpCaches {
  readonly #clock: Clock
  readonly #caches = new Map<SectionModel, HttpCache>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Those that something uses, in the order of their sections' first use. */
  get all(): readonly HttpCache[] {
    return [...this.#caches.values()]
  }

  of(section: SectionModel): HttpCache {
    let cache = this.#caches.get(section)
    if (cache === undefined) {
      cache = new HttpCache(section.name, section.options.get(cacheOptions), this.#clock)
      this.#caches.set(section, cache)
    }
    return cache
  }
}

export const cachesPort = definePort<HttpCaches>('caches')

export function bindCache(reference: Reference, binder: Binder): HttpCache {
  return binder.port(cachesPort).of(binder.resolve<SectionModel>(reference))
}
