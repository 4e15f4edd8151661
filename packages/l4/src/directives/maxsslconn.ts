import { defineDirective, int } from '@weir/keyword'
import { tlsProcessOptions } from '../tls/options.ts'

const rows: readonly (readonly [string, 'maxConnections' | 'maxConnectionsPerSecond', string])[] = [
  ['maxsslconn', 'maxConnections', 'Limits the TLS connections of the process.'],
  ['maxsslrate', 'maxConnectionsPerSecond', 'Limits the TLS connections that the process accepts per second.'],
]

/** Limits of TLS for the whole process (manual 3.2). */
export const tlsLimits = rows.map(([name, field, summary]) =>
  defineDirective({
    name,
    summary,
    manual: '3.2',
    sections: ['global'],
    options: tlsProcessOptions,
    params: [name === 'maxsslconn' ? int('number', { min: 0 }) : int('number', { min: 0, clamps: true })],
    apply(record, [number]) {
      record[field] = number === 0 ? null : number
    },
  }),
)
