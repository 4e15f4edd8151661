import type { SectionKind } from '@weir/keyword'

/**
 * Directives that HAProxy's manual describes (chapters 3, 4 and 5) and its program does not list among the registered
 * words of `rows.ts`. Names alone; they only tell "not supported" from "unknown", and stand on no coverage page.
 */
export interface ManualWords {
  readonly sections: readonly SectionKind[]
  readonly names: readonly string[]
}

/** Words of `bind` and `server` lines that the program takes for known only together with others, or in other builds. */
export const manualLineOptions = {
  'bind-option': ['ssl', 'quic-cc-algo', 'quic-force-retry', 'quic-socket'],
  'server-option': ['quic-cc-algo'],
} as const

/** Names of several words, divided by bars. */
const phrases = (text: string): string[] =>
  text
    .trim()
    .split('|')
    .map((name) => name.trim().replace(/\s+/g, ' '))

export const manualWords: readonly ManualWords[] = [
  {
    sections: ['global'],
    names: phrases(`
51degrees-cache-size | 51degrees-data-file | 51degrees-property-name-list | 51degrees-property-separator |
busy-polling | cluster-secret | cpu-map | description | deviceatlas-json-file | deviceatlas-log-level |
deviceatlas-properties-cookie | deviceatlas-separator | external-check | fd-hard-limit | gid | group |
h2-workaround-bogus-websocket-clients | insecure-fork-wanted | insecure-setuid-wanted | log |
log-send-hostname | log-tag | max-spread-checks | maxcompcpuusage | maxcomprate | maxconn | maxconnrate |
maxpipes | maxsessrate | maxsslrate | maxzlibmem | node | nogetaddrinfo | noreuseport | nosplice |
numa-cpu-mapping | server-state-base | server-state-file | set-dumpable | spread-checks | ssl-server-verify |
strict-limits | tune.quic.frontend.conn-tx-buffers.limit | tune.quic.frontend.max-idle-timeout |
tune.quic.frontend.max-streams-bidi | tune.quic.retry-threshold | tune.zlib.memlevel | tune.zlib.windowsize |
uid | ulimit-n | unix-bind | user | wurfl-cache-size | wurfl-data-file | wurfl-information-list |
wurfl-information-list-separator
`),
  },
  {
    sections: ['defaults', 'frontend', 'listen', 'backend'],
    names: phrases(`
email-alert from | email-alert level | email-alert mailers | email-alert myhostname | email-alert to | log |
log-tag | option forwardfor | option http-keep-alive | option http-restrict-req-hdr-names |
option http-server-close | option httpclose | option originalto | option tcpka | option tcplog | stats auth |
stats enable | stats hide-version | stats realm | stats refresh | stats scope | stats show-desc |
stats show-legends | stats show-node | stats uri | tcp-request inspect-delay | timeout http-keep-alive |
timeout http-request | timeout tarpit
`),
  },
  {
    sections: ['defaults', 'frontend', 'listen'],
    names: phrases(`
backlog | default_backend | error-log-format | log-format | log-format-sd | maxconn | monitor-uri |
option accept-invalid-http-request | option httplog | option httpslog | rate-limit sessions | timeout client |
timeout client-fin | unique-id-format | unique-id-header
`),
  },
  {
    sections: ['defaults', 'listen', 'backend'],
    names: phrases(`
balance | cookie | default-server | external-check command | external-check path | fullconn | hash-type |
http-check comment | http-check connect | http-check disable-on-404 | http-check expect | http-check send |
http-check send-state | http-check set-var | http-check unset-var | http-reuse | http-send-name-header |
load-server-state-from-file | option accept-invalid-http-response | option external-check | option httpchk |
option ldap-check | option mysql-check | option pgsql-check | option redis-check | option redispatch |
option smtpchk | option spop-check | option ssl-hello-chk | option tcp-check | persist rdp-cookie | retries |
server-state-file-name | source | tcp-check comment | tcp-check connect | tcp-check expect | tcp-check send |
tcp-check send-binary | tcp-check send-binary-lf | tcp-check send-lf | tcp-check set-var |
tcp-check unset-var | tcp-response inspect-delay | timeout check | timeout connect | timeout queue |
timeout server | timeout server-fin | timeout tunnel
`),
  },
  {
    sections: ['frontend', 'listen', 'backend'],
    names: phrases(`
redirect | stats admin | stats http-request | stick-table
`),
  },
  {
    sections: ['frontend', 'listen'],
    names: phrases(`
bind | capture cookie | capture request header | capture response header | declare capture | monitor fail |
use_backend
`),
  },
  {
    sections: ['listen', 'backend'],
    names: phrases(`
force-persist | ignore-persist | server | server-template | stick match | stick on | stick store-request |
stick store-response
`),
  },
  {
    sections: ['resolvers'],
    names: phrases(`
accepted_payload_size | hold | nameserver | parse-resolv-conf | resolve_retries | timeout resolve |
timeout retry
`),
  },
  {
    sections: ['peers'],
    names: phrases(`
bind | default-bind | default-server | disabled | enabled | log | peer | server | shards | table
`),
  },
  {
    sections: ['mailers'],
    names: phrases(`
mailer | timeout mail
`),
  },
  {
    sections: ['ring'],
    names: phrases(`
backing-file | description | format | maxlen | server | size | timeout connect | timeout server
`),
  },
  {
    sections: ['cache'],
    names: phrases(`
max-age | max-object-size | max-secondary-entries | process-vary | total-max-size
`),
  },
  {
    sections: ['http-errors'],
    names: phrases(`
errorfile
`),
  },
  {
    sections: ['fcgi-app'],
    names: phrases(`
docroot | index | log-stderr | option get-values | option keep-conn | option max-reqs |
option mpxs-conns | pass-header | path-info | set-param
`),
  },
  {
    sections: ['log-forward'],
    names: phrases(`
backlog | bind | dgram-bind | log | maxconn | option assume-rfc6587-ntf | option dont-parse-log |
option host | timeout client
`),
  },
  {
    sections: ['log-profile'],
    names: phrases(`
log-tag | on
`),
  },
]
