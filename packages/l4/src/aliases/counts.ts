import { defineSessionLogAlias, defineStreamLogAlias } from '../define-stream-alias.ts'

/** Connections and queues as they are when the line is built (manual 8.2.6). */
export const countAliases = [
  defineSessionLogAlias(
    'ac',
    'Counts the connections of the process.',
    (session) => session.engine.currentConnections,
    'sint',
  ),
  defineSessionLogAlias(
    'fc',
    'Counts the connections of the frontend.',
    (session) => session.frontend.currentConnections,
    'sint',
  ),
  // The line that is being built is counted already.
  defineSessionLogAlias(
    'lc',
    'Counts the logs of the frontend before this one.',
    (session) => Math.max(0, session.frontend.logCount - 1),
    'sint',
  ),
  defineStreamLogAlias(
    'bc',
    'Counts the streams of the backend.',
    (stream) => stream.backend?.state.currentSessions ?? 0,
  ),
  defineStreamLogAlias('sc', 'Counts the connections of the server.', (stream) => stream.server?.currentSessions ?? 0),
  defineStreamLogAlias('rc', 'Counts the retries, with a plus after a redispatch.', (stream) =>
    stream.isRedispatched ? `+${stream.retries}` : stream.retries,
  ),
  defineStreamLogAlias('sq', 'Gives the place in the queue of the server.', (stream) => stream.serverQueuePosition),
  defineStreamLogAlias('bq', 'Gives the place in the queue of the backend.', (stream) => stream.backendQueuePosition),
  defineStreamLogAlias('U', 'Counts the bytes from the client.', (stream) => stream.bytesIn),
  defineStreamLogAlias('B', 'Counts the bytes from the server.', (stream) =>
    stream.isLoggedEarly ? `+${stream.bytesOut}` : stream.bytesOut,
  ),
]
