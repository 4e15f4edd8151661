/** Words on a `server` line about reuse and redirection (manual 5.2). */
import { defineServerOption, duration, int, text } from '@weir/keyword'
import { httpServerOptions } from '../options.ts'

export const poolMaxConn = defineServerOption({
  name: 'pool-max-conn',
  summary: 'How many idle connections are kept; -1 for any number.',
  manual: '5.2',
  options: httpServerOptions,
  params: [int('max', { min: -1, wraps: 32 })],
  apply(record, [max]) {
    record.poolMaxConnections = max
  },
})

export const poolLowConn = defineServerOption({
  name: 'pool-low-conn',
  summary: 'How many connections are kept although they are not needed.',
  manual: '5.2',
  options: httpServerOptions,
  params: [int('max', { min: 0 })],
  apply(record, [max]) {
    record.poolLowConnections = max
  },
})

export const poolPurgeDelay = defineServerOption({
  name: 'pool-purge-delay',
  summary: 'How often half of the idle connections that are not needed are closed.',
  manual: '5.2',
  options: httpServerOptions,
  params: [duration('delay')],
  apply(record, [delayMs]) {
    record.poolPurgeDelayMs = delayMs
  },
})

export const maxReuse = defineServerOption({
  name: 'max-reuse',
  summary: 'How often a connection is used again; -1 for any number of times.',
  manual: '5.2',
  options: httpServerOptions,
  params: [int('count', { min: -1 })],
  apply(record, [count]) {
    record.maxReuse = count
  },
})

export const strictMaxconn = defineServerOption({
  name: 'strict-maxconn',
  summary: 'Counts idle connections, too, against `maxconn`.',
  manual: '5.2',
  options: httpServerOptions,
  params: [],
  apply(record) {
    record.countsIdle = true
  },
})

export const redir = defineServerOption({
  name: 'redir',
  summary: 'Redirects GET and HEAD requests for this server there instead of proxying them.',
  manual: '5.2',
  options: httpServerOptions,
  params: [text('prefix')],
  apply(record, [prefix]) {
    record.redirectPrefix = prefix
  },
})
