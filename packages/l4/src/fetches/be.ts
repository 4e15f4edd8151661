import type { Backend } from '../backend.ts'
import { defineBackendFetch } from '../define-backend-fetch.ts'
import { defineSessionFetch, defineStreamFetch } from '../define-session-fetch.ts'

const finite = (valueMs: number): number => (Number.isFinite(valueMs) ? valueMs : 0)

/** The backend of the stream (manual 7.3.2 and 7.3.3). */
export const ownBackend = [
  defineSessionFetch(
    'be_name',
    'str',
    'backend',
    'Gives the name of the backend, or of the frontend when there was none.',
    (session, stream) => stream?.backend?.name ?? session.frontend.name,
  ),
  defineSessionFetch(
    'be_id',
    'sint',
    'backend',
    'Gives the number of the backend, or of the frontend when there was none.',
    (session, stream) => stream?.backend?.id ?? session.frontend.id,
  ),
  ...(
    [
      [
        'be_server_timeout',
        'Gives the server timeout of the backend in milliseconds.',
        (backend: Backend) => backend.timeouts.serverMs,
      ],
      [
        'be_connect_timeout',
        'Gives the connect timeout of the backend in milliseconds.',
        (backend: Backend) => backend.timeouts.connectMs,
      ],
      [
        'be_queue_timeout',
        'Gives the queue timeout of the backend in milliseconds.',
        (backend: Backend) => backend.timeouts.queueMs,
      ],
      [
        'be_tarpit_timeout',
        'Gives the tarpit timeout of the backend in milliseconds.',
        (backend: Backend) => backend.timeouts.tarpitMs,
      ],
      [
        'be_tunnel_timeout',
        'Gives the tunnel timeout of the backend in milliseconds.',
        (backend: Backend) => backend.timeouts.tunnelMs ?? 0,
      ],
      ['be_max_retries', 'Gives the retries that the backend allows.', (backend: Backend) => backend.retries],
    ] as const
  ).map(([name, summary, read]) =>
    defineStreamFetch(name, 'sint', 'backend', summary, (stream) =>
      stream.backend === null ? null : finite(read(stream.backend)),
    ),
  ),
]

/** Free places of usable servers: their limits less what they serve; -1 when one has no limit. */
function freeConnections(backend: Backend): number {
  let free = 0
  for (const server of backend.state.servers) {
    if (!server.isUsable) continue
    if (server.maxconn === 0) return -1
    free += Math.max(0, server.maxconn - server.currentSessions)
  }
  return free
}

const rows = [
  ['be_conn', 'Counts the streams of a backend.', (backend: Backend) => backend.state.currentSessions],
  ['be_conn_free', 'Counts the connections that the servers of a backend could still take.', freeConnections],
  [
    'be_sess_rate',
    'Gives the sessions per second of a backend.',
    (backend: Backend) => backend.state.counters.sessionRate.read(backend.engine.clock.nowMs()),
  ],
] as const

/** Any backend, by name. */
export const namedBackend = rows.map(([name, summary, read]) => defineBackendFetch(name, summary, read))
