/** Rules that use a cache (manual 6.2.2). */
import { custom, defineAction, type Failed, flag, optional, type Reference, verdicts } from '@weir/keyword'
import { bindCache } from '../cache/http-caches.ts'
import { storeInCache, useCache } from '../cache/transaction-cache.ts'
import { HttpBackend, HttpFrontend } from '../http-proxy.ts'

const cacheName = custom('cache', '<cache>', (reader): Reference | Failed => {
  const name = reader.next()
  if (name === null) return reader.fail('expects a cache name.', { code: 'config/missing-argument' })
  return reader.host.reference('cache', name.text, name.span)
})

export const cacheUse = defineAction({
  name: 'cache-use',
  summary: 'Answers from a cache if that has what is asked for.',
  manual: '4.2',
  rulesets: ['http-request'],
  params: [cacheName, optional(flag('no-early-hints'))],
  bind([reference, isWithoutHints], binder) {
    const cache = bindCache(reference, binder)
    return (context) => {
      const transaction = context.transaction!
      const { backend, frontend } = transaction
      const side = backend === null ? frontend : backend
      if (!(side instanceof HttpFrontend || side instanceof HttpBackend)) return verdicts.proceed
      const isUsed = useCache(transaction, cache, side, isWithoutHints !== true)
      return isUsed ? verdicts.done : verdicts.proceed
    }
  },
})

export const cacheStore = defineAction({
  name: 'cache-store',
  summary: 'Keeps the response in a cache, if it may be kept.',
  manual: '4.2',
  rulesets: ['http-response'],
  params: [cacheName],
  bind([reference], binder) {
    const cache = bindCache(reference, binder)
    return (context) => {
      storeInCache(context.transaction!, cache)
      return verdicts.proceed
    }
  },
})
