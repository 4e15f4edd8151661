import { defineFetch } from '@weir/keyword'
import { defineSessionFetch } from '../define-session-fetch.ts'
import type { Frontend } from '../frontend.ts'
import { proxyArgument, runningProxy } from '../proxy-argument.ts'

const finite = (valueMs: number): number => (Number.isFinite(valueMs) ? valueMs : 0)

/** The frontend of the session (manual 7.3.2 and 7.3.3). */
export const ownFrontend = [
  defineSessionFetch(
    'fe_name',
    'str',
    'frontend',
    'Gives the name of the frontend.',
    (session) => session.frontend.name,
  ),
  defineSessionFetch(
    'fe_id',
    'sint',
    'frontend',
    'Gives the number of the frontend.',
    (session) => session.frontend.id,
  ),
  defineSessionFetch(
    'fe_defbe',
    'str',
    'frontend',
    'Gives the name of the default backend.',
    (session) => session.frontend.defaultBackend?.name ?? null,
  ),
  defineSessionFetch(
    'fe_client_timeout',
    'sint',
    'frontend',
    'Gives the client timeout of the frontend in milliseconds.',
    (session) => finite(session.frontend.timeouts.clientMs),
  ),
  defineSessionFetch(
    'fe_tarpit_timeout',
    'sint',
    'frontend',
    'Gives the tarpit timeout of the frontend in milliseconds.',
    (session) => finite(session.frontend.timeouts.tarpitMs),
  ),
]

const rows = [
  ['fe_conn', 'Counts the connections of a frontend.', (frontend: Frontend) => frontend.currentConnections],
  [
    'fe_sess_rate',
    'Gives the sessions per second of a frontend.',
    (frontend: Frontend) => frontend.counters.sessionRate.read(frontend.engine.clock.nowMs()),
  ],
] as const

/** Any frontend, by name. */
export const namedFrontend = rows.map(([name, summary, read]) =>
  defineFetch({
    name,
    summary,
    manual: '7.3.2',
    out: 'sint',
    source: 'process',
    params: [proxyArgument('frontend')],
    bind([reference], binder) {
      const running = runningProxy<Frontend>(binder, reference)
      return () => {
        const frontend = running()
        return frontend === null ? 0 : read(frontend)
      }
    },
  }),
)
