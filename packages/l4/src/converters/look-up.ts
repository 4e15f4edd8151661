import type { ServerState } from '@weir/balance'
import { type Binder, defineConverter, type SampleContext } from '@weir/keyword'
import { runningProxiesPort } from '../running-proxies.ts'

/** Finds `backend/server`, or `server` of the stream's own backend. */
function bindServer(binder: Binder): (name: string, context: SampleContext) => ServerState | null {
  const proxies = binder.port(runningProxiesPort)
  return (name, context) => {
    const slash = name.indexOf('/')
    const backend = slash < 0 ? context.stream?.backend : proxies.backend(name.slice(0, slash))
    return backend?.state.server(name.slice(slash + 1)) ?? null
  }
}

/** State of proxies and servers whose names are samples (manual 7.3.1). */
export const lookUpConverters = [
  defineConverter({
    name: 'nbsrv',
    summary: 'Counts the usable servers of the backend of that name.',
    manual: '7.3.1',
    in: 'str',
    out: 'sint',
    params: [],
    examples: [{ expression: 'str(no-such-backend),nbsrv', gives: null }],
    bind(_values, binder) {
      const proxies = binder.port(runningProxiesPort)
      return (name) => {
        const state = proxies.backend(name)?.state
        if (state === undefined) return null
        return state.activeCount > 0 ? state.activeCount : state.backupCount
      }
    },
  }),
  defineConverter({
    name: 'srv_queue',
    summary: 'Counts the streams that wait for the server of that name.',
    manual: '7.3.1',
    in: 'str',
    out: 'sint',
    params: [],
    examples: [{ expression: 'str(no-such-backend/s1),srv_queue', gives: null }],
    bind(_values, binder) {
      const find = bindServer(binder)
      return (name, context) => find(name, context)?.queue.length ?? null
    },
  }),
  defineConverter({
    name: 'srv_is_up',
    summary: 'Tells whether the server of that name is up.',
    manual: '7.3.1',
    in: 'str',
    out: 'bool',
    params: [],
    examples: [{ expression: 'str(no-such-backend/s1),srv_is_up', gives: null }],
    bind(_values, binder) {
      const find = bindServer(binder)
      return (name, context) => find(name, context)?.isUp ?? null
    },
  }),
  defineConverter({
    name: 'fe_exists',
    summary: 'Tells whether there is a frontend of that name.',
    manual: '7.3.1',
    in: 'str',
    out: 'bool',
    params: [],
    examples: [{ expression: 'str(no-such-frontend),fe_exists', gives: '0' }],
    bind(_values, binder) {
      const proxies = binder.port(runningProxiesPort)
      return (name) => proxies.frontend(name) !== null
    },
  }),
]
