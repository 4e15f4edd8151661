import { defineDirective, duration, type ProxyModel, type SectionKind, type SectionModel } from '@weir/keyword'
import { type TimeoutOptions, timeoutOptions } from '../options.ts'

const frontends: readonly SectionKind[] = ['defaults', 'frontend', 'listen']
const backends: readonly SectionKind[] = ['defaults', 'backend', 'listen']
const all: readonly SectionKind[] = ['defaults', 'frontend', 'backend', 'listen']

const rows: readonly (readonly [
  name: string,
  field: keyof TimeoutOptions,
  sections: readonly SectionKind[],
  summary: string,
])[] = [
  ['connect', 'connectMs', backends, 'Limits how long one attempt to connect to a server may take.'],
  ['client', 'clientMs', [...frontends, 'log-forward'], 'Limits the inactivity of the client.'],
  ['client-fin', 'clientFinMs', frontends, 'Limits the inactivity of a client whose connection is half closed.'],
  ['client-hs', 'clientHandshakeMs', frontends, 'Limits how long handshakes with a client may take.'],
  ['server', 'serverMs', backends, 'Limits the inactivity of the server.'],
  ['server-fin', 'serverFinMs', backends, 'Limits the inactivity of a server whose connection is half closed.'],
  ['tunnel', 'tunnelMs', backends, 'Limits the inactivity of both sides of a tunnel.'],
  ['queue', 'queueMs', backends, 'Limits how long a stream waits for a free server.'],
  ['check', 'checkMs', backends, 'Limits how long a health check waits once it is connected.'],
  ['tarpit', 'tarpitMs', all, 'Sets how long a tarpitted client is held.'],
  ['http-request', 'httpRequestMs', all, 'Limits how long a client may take for the head of a request.'],
  ['http-keep-alive', 'httpKeepAliveMs', all, 'Limits how long a client may wait with its next request.'],
]

/** `timeout …` of a proxy (manual 4.2). A time of 0 is no limit. */
export const timeouts = rows.map(([name, field, sections, summary]) =>
  defineDirective({
    name: `timeout ${name}`,
    summary,
    manual: '4.2',
    sections,
    options: timeoutOptions,
    params: [duration('timeout')],
    apply(record, [valueMs], site) {
      // Repeating what `defaults` says is no reason to warn, in HAProxy either.
      const known = inherited(site.owner)
      if (known !== null && (record[field] ?? 0) !== (known[field] ?? 0))
        site.warn(`overwriting 'timeout ${name}' which was already specified`)
      record[field] = valueMs
    },
  }),
)

/** The times that a proxy starts from; null where a second line is no surprise. */
function inherited(owner: SectionModel): TimeoutOptions | null {
  if (owner.kind !== 'frontend' && owner.kind !== 'backend' && owner.kind !== 'listen') return null
  return (owner as ProxyModel).defaults?.options.get(timeoutOptions) ?? unset
}

const unset = timeoutOptions.create()
