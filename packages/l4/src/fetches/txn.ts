import { defineStreamFetch } from '../define-session-fetch.ts'
import { queueTime } from '../timers.ts'

/** What logs tell of the way to the server (manual 7.3.2). */
export const streamFetches = [
  defineStreamFetch(
    'txn.conn_retries',
    'sint',
    'server connection',
    'Counts the retries of the connection.',
    (stream) => stream.retries,
  ),
  defineStreamFetch(
    'txn.redispatched',
    'bool',
    'server connection',
    'Tells whether another server was taken after a failure.',
    (stream) => stream.isRedispatched,
  ),
  defineStreamFetch('txn.id32', 'sint', 'process', 'Gives the number of the stream.', (stream) => stream.id),
  defineStreamFetch('req.timer.queue', 'sint', 'server connection', 'Gives the milliseconds in queues.', queueTime),
]
