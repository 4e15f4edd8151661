import { defineFetch } from '@weir/keyword'
import type { Backend } from './backend.ts'
import { proxyArgument, runningProxy } from './proxy-argument.ts'

/** A number that any backend can answer, by name or the one in which the expression stands. */
export function defineBackendFetch(name: string, summary: string, read: (backend: Backend) => number) {
  return defineFetch({
    name,
    summary,
    manual: '7.3.2',
    out: 'sint',
    source: 'process',
    params: [proxyArgument('backend')],
    bind([reference], binder) {
      const running = runningProxy<Backend>(binder, reference)
      return () => {
        const backend = running()
        return backend === null ? 0 : read(backend)
      }
    },
  })
}
