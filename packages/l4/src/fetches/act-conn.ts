import { defineSessionFetch } from '../define-session-fetch.ts'

/** Counts the connections of the process. */
export const actConn = defineSessionFetch(
  'act_conn',
  'sint',
  'constant',
  'Counts the connections of the process.',
  (session) => session.engine.currentConnections,
)
