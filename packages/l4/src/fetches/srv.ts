import type { ServerState } from '@weir/balance'
import { defineFetch, server } from '@weir/keyword'
import { defineStreamFetch } from '../define-session-fetch.ts'

/** The server of the stream (manual 7.3.3). */
export const ownServer = [
  defineStreamFetch(
    'srv_name',
    'str',
    'server',
    'Gives the name of the server.',
    (stream) => stream.server?.name ?? null,
  ),
  defineStreamFetch(
    'srv_id',
    'sint',
    'server',
    'Gives the number of the server.',
    (stream) => stream.server?.id ?? null,
  ),
]

const rows: readonly (readonly [string, string, (server: ServerState) => number])[] = [
  ['srv_conn', 'Counts the connections of a server.', (state) => state.currentSessions],
  [
    'srv_conn_free',
    'Counts the connections that a server could still take, or gives -1 without a limit.',
    (state) => (state.maxconn === 0 ? -1 : Math.max(0, state.maxconn - state.currentSessions)),
  ],
  ['srv_queue', 'Counts the streams that wait for a server.', (state) => state.queue.length],
  [
    'srv_sess_rate',
    'Gives the sessions per second of a server.',
    (state) => state.counters.sessionRate.read(state.backend.clock.nowMs()),
  ],
  ['srv_weight', 'Gives the weight of a server as it is in effect.', (state) => state.weight],
  ['srv_iweight', 'Gives the weight of a server as configured.', (state) => state.initialWeight],
  ['srv_uweight', 'Gives the weight of a server as set at run time.', (state) => state.userWeight],
]

/** Any server, by name. */
export const namedServer = rows.map(([name, summary, read]) =>
  defineFetch({
    name,
    summary,
    manual: '7.3.2',
    out: 'sint',
    source: 'process',
    params: [server('server')],
    bind([reference], binder) {
      const state = binder.resolve<ServerState>(reference)
      return () => read(state)
    },
  }),
)

export const srvIsUp = defineFetch({
  name: 'srv_is_up',
  summary: 'Tells whether a server is up.',
  manual: '7.3.2',
  out: 'bool',
  source: 'process',
  params: [server('server')],
  bind([reference], binder) {
    const state = binder.resolve<ServerState>(reference)
    return () => state.isUp && !state.isInMaintenance
  },
})
