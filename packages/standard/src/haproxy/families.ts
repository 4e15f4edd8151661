import type { SectionKind } from '@weir/keyword'

/** Words that are missing for one reason, as patterns over their names by slot. */
export interface Family {
  readonly reason: string
  /** Of directives: only in these sections. */
  readonly sections?: readonly SectionKind[]
  readonly directive?: RegExp
  readonly section?: RegExp
  readonly 'bind-option'?: RegExp
  readonly 'server-option'?: RegExp
  readonly 'crt-list-option'?: RegExp
  /** The ruleset is in front of the name. */
  readonly action?: RegExp
  readonly fetch?: RegExp
  readonly converter?: RegExp
  readonly filter?: RegExp
  readonly service?: RegExp
  readonly command?: RegExp
}

const every = /^/

/**
 * Why Weir refuses what HAProxy has. The first family that fits a word gives its reason; what a bundle refuses itself is
 * never looked up here.
 */
export const families: readonly Family[] = [
  {
    reason: 'certificates are not requested by the process',
    sections: ['acme'],
    directive: every,
    section: /^acme$/,
    command: /^acme /,
  },
  {
    reason: 'responses of OCSP are given to the process, not fetched by it',
    command: / ssl ocsp-(?:response|updates)$/,
  },
  { reason: 'tokens are verified with the files that rules name', command: / ssl jwt$/ },
  { reason: "use 'show ssl crt-list' and 'show ssl cert'", command: / ssl sni$/ },
  { reason: 'QUIC is not spoken', 'bind-option': /^quic-/, 'server-option': /^quic-/ },
  {
    reason: 'it shows what HAProxy looks like inside',
    fetch: /^[bf]s\.debug_str$/,
  },
  {
    reason: 'SPOE is not spoken',
    action: / send-spoe-group$/,
    fetch: /^spoe\./,
    filter: /^spoe$/,
    directive: /^option spop-check$/,
  },
  { reason: 'parameters go to the application alone', fetch: /^fcgi\./, filter: /^fcgi-app$/ },
  {
    reason: 'there are no traces',
    filter: /^trace$/,
    command: /^(?:trace|show trace|show events)$/,
  },
  {
    reason: 'connections are not made from the address of somebody else, nor by a chosen network interface',
    'server-option': /^usesrc$/,
  },
  {
    reason: 'backends cannot be added, removed or hidden at run time',
    directive: /^(?:be-unpublished|force-be-switch)$/,
    command: /^(?:add|del|publish|unpublish) backend$/,
  },
  { reason: "it belongs to 'stats socket' lines", 'bind-option': /^(?:level|severity-output)$/ },
  { reason: 'sockets are not handed over to another process', 'bind-option': /^expose-fd$/, command: /^_getsocks$/ },
  { reason: 'services answer requests, not connections', action: /^tcp-request content use-service$/ },
  { reason: 'counters are not kept from one process to the next', command: /^dump stats-file$/ },
  {
    reason: "how a connection broke is told by the termination state alone, use 'txn.sess_term_state'",
    fetch: /^term_events$/,
  },
  { reason: 'time is not accounted to single streams', fetch: /^cpu_(?:calls|ns)|^lat_/ },
  { reason: 'it looks into structures that Weir does not have', fetch: /^internal\./ },
  {
    reason: 'the master has no socket',
    command: /^@|^_loadstatus$|^_send_status$|^(?:hard-)?reload$|^mcli-debug-mode$|^show proc$/,
  },
  {
    reason: "it shows or changes parts of HAProxy's own machinery",
    command: /^debug |^show (?:dev|fd|libs|profiling|tasks|threads)$|^set profiling$/,
  },
  { reason: 'dumps are not anonymised', command: / anon(?: |$)/, directive: /^anonkey$/ },
  {
    reason: 'no part of the process makes HTTP requests of its own',
    command: /^httpclient$/,
    directive: /^httpclient\./,
  },
  { reason: 'sets of defaults end with the reading of the configuration', command: /^show default(?:s|-server)$/ },
]
