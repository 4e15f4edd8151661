import { defineServerOption } from '@weir/keyword'
import { type ServerTlsOptions, serverTlsOptions } from '../tls/options.ts'

const rows: readonly (readonly [string, string, (record: ServerTlsOptions) => void])[] = [
  ['ssl', 'Speaks TLS with the server.', (record) => (record.isEnabled = true)],
  ['no-ssl', 'Does not speak TLS with the server.', (record) => (record.isEnabled = false)],
  ['ssl-reuse', 'Resumes sessions with the server.', (record) => (record.reusesSessions = true)],
  ['no-ssl-reuse', 'Resumes no sessions with the server.', (record) => (record.reusesSessions = false)],
]

/** Whether TLS is spoken with a server (manual 5.2). */
export const sslOptions = rows.map(([name, summary, apply]) =>
  defineServerOption({
    name,
    summary,
    manual: '5.2',
    options: serverTlsOptions,
    params: [],
    apply: (record) => apply(record),
  }),
)
