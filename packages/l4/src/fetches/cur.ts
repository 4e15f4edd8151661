import { defineSessionFetch, defineStreamFetch } from '../define-session-fetch.ts'

const finite = (valueMs: number | null): number => (valueMs !== null && Number.isFinite(valueMs) ? valueMs : 0)

/** The timeouts and retries that hold for this stream (manual 7.3.2); 0 where there is no limit. */
export const currentSettings = [
  defineSessionFetch(
    'cur_client_timeout',
    'sint',
    'frontend',
    'Gives the client timeout of the stream in milliseconds.',
    (session, stream) => finite(stream?.clientTimeoutMs ?? session.frontend.timeouts.clientMs),
  ),
  defineSessionFetch(
    'cur_tarpit_timeout',
    'sint',
    'client connection',
    'Gives the tarpit timeout of the stream in milliseconds.',
    (session, stream) => finite(stream?.tarpitTimeoutMs ?? session.frontend.timeouts.tarpitMs),
  ),
  defineStreamFetch(
    'cur_server_timeout',
    'sint',
    'backend',
    'Gives the server timeout of the stream in milliseconds.',
    (stream) => finite(stream.serverTimeoutMs),
  ),
  defineStreamFetch(
    'cur_connect_timeout',
    'sint',
    'backend',
    'Gives the connect timeout of the stream in milliseconds.',
    (stream) => finite(stream.connectTimeoutMs),
  ),
  defineStreamFetch(
    'cur_queue_timeout',
    'sint',
    'backend',
    'Gives the queue timeout of the stream in milliseconds.',
    (stream) => finite(stream.queueTimeoutMs),
  ),
  defineStreamFetch(
    'cur_tunnel_timeout',
    'sint',
    'backend',
    'Gives the tunnel timeout of the stream in milliseconds.',
    (stream) => finite(stream.tunnelTimeoutMs),
  ),
  defineStreamFetch(
    'cur_max_retries',
    'sint',
    'backend',
    'Gives the retries that the stream is allowed.',
    (stream) => stream.maxRetries,
  ),
]
