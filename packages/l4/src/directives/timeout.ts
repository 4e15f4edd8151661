import { defineDirective, duration, type SectionKind } from '@weir/keyword'
import { type TimeoutOptions, timeoutOptions } from '../options.ts'

const clientSide: readonly SectionKind[] = ['defaults', 'frontend', 'listen', 'backend']

const rows: readonly (readonly [name: string, field: keyof TimeoutOptions, summary: string])[] = [
  ['connect', 'connectMs', 'Limits how long one attempt to connect to a server may take.'],
  ['client', 'clientMs', 'Limits the inactivity of the client.'],
  ['client-fin', 'clientFinMs', 'Limits the inactivity of a client whose connection is half closed.'],
  ['client-hs', 'clientHandshakeMs', 'Limits how long handshakes with a client may take.'],
  ['server', 'serverMs', 'Limits the inactivity of the server.'],
  ['server-fin', 'serverFinMs', 'Limits the inactivity of a server whose connection is half closed.'],
  ['tunnel', 'tunnelMs', 'Limits the inactivity of both sides of a tunnel.'],
  ['queue', 'queueMs', 'Limits how long a stream waits for a free server.'],
  ['check', 'checkMs', 'Limits how long a health check waits once it is connected.'],
  ['tarpit', 'tarpitMs', 'Sets how long a tarpitted client is held.'],
  ['http-request', 'httpRequestMs', 'Limits how long a client may take for the head of a request.'],
  ['http-keep-alive', 'httpKeepAliveMs', 'Limits how long a client may wait with its next request.'],
]

/** `timeout …` of a proxy (manual 4.2). A time of 0 is no limit. */
export const timeouts = rows.map(([name, field, summary]) =>
  defineDirective({
    name: `timeout ${name}`,
    summary,
    manual: '4.2',
    sections: clientSide,
    options: timeoutOptions,
    params: [duration('timeout')],
    apply(record, [valueMs]) {
      record[field] = valueMs
    },
  }),
)
