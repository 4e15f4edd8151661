import { defineServerOption } from '@weir/keyword'
import { serverOptions } from '../options.ts'

const names = [
  'no-ssl',
  'no-check-ssl',
  'no-sslv3',
  'no-tlsv10',
  'no-tlsv11',
  'no-tlsv12',
  'no-tlsv13',
  'no-tls-tickets',
  'tls-tickets',
  'ssl-reuse',
  'no-ssl-reuse',
  'no-renegotiate',
  'no-sni-auto',
  'no-check-sni-auto',
] as const

/** TLS options that change nothing on a server without `ssl`, which is the only kind there is. */
export const noSslOptions = names.map((name) =>
  defineServerOption({
    name,
    summary: 'Has no effect on a server without ssl.',
    manual: '5.2',
    options: serverOptions,
    withoutEffect: 'servers are reached without TLS',
    params: [],
    apply() {},
  }),
)
