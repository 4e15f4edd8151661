import { defineStreamFetch } from '../define-session-fetch.ts'

/** Bytes so far (manual 7.3.2). */
export const byteFetches = [
  defineStreamFetch(
    'bytes_in',
    'sint',
    'stream request',
    'Counts the bytes from the client.',
    (stream) => stream.bytesIn,
  ),
  defineStreamFetch(
    'bytes_out',
    'sint',
    'chosen server',
    'Counts the bytes from the server.',
    (stream) => stream.bytesOut,
  ),
  defineStreamFetch(
    'req.bytes_in',
    'sint',
    'stream request',
    'Counts the bytes from the client.',
    (stream) => stream.bytesIn,
  ),
  defineStreamFetch(
    'res.bytes_in',
    'sint',
    'chosen server',
    'Counts the bytes from the server.',
    (stream) => stream.bytesOut,
  ),
  defineStreamFetch(
    'req.bytes_out',
    'sint',
    'stream request',
    'Counts the bytes sent to the server.',
    (stream) => stream.requestBytesOut,
  ),
  defineStreamFetch(
    'res.bytes_out',
    'sint',
    'chosen server',
    'Counts the bytes sent to the client.',
    (stream) => stream.responseBytesOut,
  ),
]
