import { defineSessionFetch } from '../define-session-fetch.ts'

/** The listener (manual 7.3.3). */
export const listenerFetches = [
  defineSessionFetch(
    'so_id',
    'sint',
    'frontend',
    'Gives the number of the listener.',
    (session) => session.listener.id,
  ),
  defineSessionFetch(
    'so_name',
    'str',
    'frontend',
    'Gives the name of the listener.',
    (session) => session.listener.name,
  ),
]
