import { custom, defineFilter, type Failed, type Reference } from '@weir/keyword'
import { CacheFilter } from '../cache/cache-filter.ts'
import { bindCache } from '../cache/http-caches.ts'

const cacheName = custom('name', '<name>', (reader): Reference | Failed => {
  const name = reader.next()
  if (name === null) return reader.fail('cache : expects a <name> argument', { code: 'config/missing-argument' })
  return reader.host.reference('cache', name.text, name.span)
})

/** Where a cache stands among the filters of a proxy. Manual 9.4. */
export const cache = defineFilter({
  name: 'cache',
  summary: "Stores the responses that 'cache-store' chooses, as they are at this place.",
  manual: '9.4',
  params: [cacheName],
  create: ([reference], binder, { id }) => new CacheFilter(id, bindCache(reference, binder)),
})
