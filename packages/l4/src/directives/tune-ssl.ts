import { custom, defineDirective, parseWrappedInteger } from '@weir/keyword'
import { tlsProcessOptions } from '../tls/options.ts'

const count = (name: string) =>
  custom('number', '<number>', (reader) => {
    if (reader.peek() === null)
      return reader.fail(`'${name}' expects an integer argument.`, { code: 'config/missing-argument' })
    const value = parseWrappedInteger(reader.next()!.text, 32)
    return value < 0 ? reader.fail(`'${name}' expects a positive numeric value.`) : value
  })

/** What is kept of handshakes for fetches (manual 3.2). */
export const capture = ['tune.ssl.capture-buffer-size', 'tune.ssl.capture-cipherlist-size'].map((name) =>
  defineDirective({
    name,
    summary: 'Sets how much of what a client offers is kept for expressions.',
    manual: '3.2',
    sections: ['global'],
    options: tlsProcessOptions,
    params: [count(name)],
    apply(record, [bytes], site) {
      record.captureBytes = bytes
      if (name === 'tune.ssl.capture-cipherlist-size')
        site.warn(`'${name}' is deprecated. Please use 'tune.ssl.capture-buffer-size' instead.`)
    },
  }),
)

/** `tune.ssl.keylog`. */
export const keylog = defineDirective({
  name: 'tune.ssl.keylog',
  summary: 'Keeps the secrets of sessions for expressions.',
  manual: '3.2',
  sections: ['global'],
  options: tlsProcessOptions,
  params: [
    custom('state', '{ on | off }', (reader) => {
      const text = reader.next()?.text ?? ''
      if (text === 'on' || text === 'off') return text === 'on'
      return reader.fail(`'tune.ssl.keylog' expects either 'on' or 'off' but got '${text}'.`)
    }),
  ],
  apply(record, [keeps]) {
    record.keepsSecrets = keeps
  },
})

const openSsl = "Node leaves it to OpenSSL's own setting"

const inert: readonly (readonly [string, string, string])[] = [
  ['tune.ssl.cachesize', 'Sets how many sessions are kept.', 'sessions are resumed with tickets'],
  ['tune.ssl.hard-maxrecord', 'Limits the size of records.', openSsl],
  ['tune.ssl.maxrecord', 'Limits the size of records at the start of a connection.', openSsl],
  ['tune.ssl.ssl-ctx-cache-size', 'Sets how many generated certificates are kept.', 'certificates are not generated'],
  ['tune.ssl.keyupdate-rate-limit', 'Limits the key updates of a peer.', openSsl],
]

/** Knobs of HAProxy's own TLS machinery: read, and nothing else. */
export const inertTlsTunables = inert.map(([name, summary, withoutEffect]) =>
  defineDirective({
    name,
    summary,
    manual: '3.2',
    sections: ['global'],
    options: tlsProcessOptions,
    withoutEffect,
    params: [count(name)],
    apply() {},
  }),
)
