/** The places where a sample expression can stand, in the order of the 22 columns that `-dKsmp` prints. */
export const phases = [
  'frontend tcp-request connection rule',
  'frontend tcp-request session rule',
  'frontend tcp-request content rule',
  'frontend http-request header rule',
  'frontend http-request body rule',
  'frontend use-backend rule',
  'backend tcp-request content rule',
  'backend http-request header rule',
  'backend http-request body rule',
  'backend use-server, balance or stick-match rule',
  'server source selection',
  'backend tcp-response content rule',
  'backend http-response header rule',
  'backend http-response body rule',
  'backend stick-store rule',
  'frontend tcp-response content rule',
  'frontend http-response header rule',
  'frontend http-response body rule',
  'logs',
  'backend tcp-check rule',
  'configuration parser',
  'CLI parser',
] as const

export type Phase = (typeof phases)[number]

/**
 * Where a fetch gets its data from, with the phases (one column each, as above) in which that data exists.
 * "Not available here" is derived from this table and nowhere coded by hand.
 */
export const sources = {
  /** Needs nothing at all: constants, dates, random numbers, variables. */
  constant: 'YYYYYYYYYYYYYYYYYYYYYY',
  /** State of the process, of proxies and of tables: not while the configuration is read. */
  process: 'YYYYYYYYYYYYYYYYYYYY.Y',
  /** The accepted connection and what is tracked for it. */
  'client connection': 'YYYYYYYYYYYYYYYYYYYY..',
  /** The listener and frontend that accepted. */
  frontend: 'YYYYYYYYYYYYYYYYYYY...',
  /** The session once handshakes are over: TLS. */
  'client session': '.YYYYYYYYYYYYYYYYYY...',
  /** What is kept of the request until the end: captures. */
  'stream request': '..YYYYYYYYYYYYYYYYY...',
  /** The request while it is being looked at. */
  request: '..YYYYYYYYY...........',
  /** The message of the rule's own direction. */
  message: '..YYYYYYYYYYYYYYYY.Y..',
  /** The backend, once chosen. */
  backend: '......YYYYYYYYYYYYYY..',
  /** The server, once chosen, for the log as well. */
  'chosen server': '.........YYYYYYYYYY...',
  /** The server, once chosen. */
  server: '..........YYYYYYYYYY..',
  /** The connection to the server. */
  'server connection': '...........YYYYYYYYY..',
  /** The response while it is being looked at. */
  response: '...........YYYYYYY.Y..',
} as const

export type Source = keyof typeof sources

/** True when a fetch with this source has its data in this phase. */
export function isAvailable(source: Source, phase: Phase): boolean {
  return sources[source][phases.indexOf(phase)] === 'Y'
}
