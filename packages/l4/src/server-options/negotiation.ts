import { defineServerOption, oneOf } from '@weir/keyword'
import {
  alpnRow,
  cipherRows,
  npnRow,
  ticketRows,
  versionBoundRows,
  versionSwitchRows,
} from '../tls/define-negotiation.ts'
import { defineTlsServerOption } from '../tls/define-tls-option.ts'
import { serverTlsOptions } from '../tls/options.ts'
import { protocols } from '../tls/words.ts'

const inert: readonly (readonly [string, string, string])[] = [
  ['allow-0rtt', 'Sends data with the first flight of TLS 1.3.', 'Node sends no early data'],
  ['renegotiate', 'Lets the server negotiate anew.', 'Node leaves it to OpenSSL, which refuses what is not secure'],
  [
    'no-renegotiate',
    'Does not let the server negotiate anew.',
    'Node leaves it to OpenSSL, which refuses what is not secure',
  ],
]

/** What is negotiated with a server (manual 5.2). */
export const negotiated = [
  alpnRow,
  npnRow,
  ...cipherRows,
  ...versionBoundRows,
  ...versionSwitchRows,
  ...ticketRows,
].map((row) => defineTlsServerOption(row))

/** What the runtime does not offer. */
export const furtherNegotiation = [
  defineServerOption({
    name: 'check-alpn',
    summary: 'Sets the protocols that checks agree on with ALPN.',
    manual: '5.2',
    options: serverTlsOptions,
    params: [protocols],
    apply(record, [found]) {
      record.checkAlpn = found
    },
  }),
  ...inert.map(([name, summary, withoutEffect]) =>
    defineServerOption({
      name,
      summary,
      manual: '5.2',
      options: serverTlsOptions,
      withoutEffect,
      params: [],
      apply() {},
    }),
  ),
  defineServerOption({
    name: 'ktls',
    summary: 'Leaves encryption to the kernel.',
    manual: '5.2',
    options: serverTlsOptions,
    withoutEffect: 'Node encrypts in the process',
    params: [oneOf('ktls', ['on', 'off'])],
    apply() {},
  }),
]
