import type { RefusedKeyword } from '@weir/keyword'

type Removed = readonly [slot: string, name: string, hint: string]

const since21 = (hint: string): string => `HAProxy 2.1 dropped it, ${hint}`
const thread = "use 'thread' on 'bind' lines"

/** What HAProxy itself has removed, with what it tells to write instead. */
const removed: readonly Removed[] = [
  ['section', 'program', 'HAProxy 3.3 dropped it, use an external supervisor'],
  ['directive', 'appsession', "HAProxy 1.6 dropped it, use 'stick' rules or 'cookie'"],
  ['directive', 'bind-process', thread],
  ['directive', 'block', since21("use 'http-request deny', which is written the same way")],
  ['directive', 'clitimeout', since21("use 'timeout client'")],
  ['directive', 'contimeout', since21("use 'timeout connect'")],
  ['directive', 'srvtimeout', since21("use 'timeout server'")],
  ['directive', 'redisp', since21("use 'option redispatch'")],
  ['directive', 'redispatch', since21("use 'option redispatch'")],
  ['directive', 'cliexp', since21("use 'http-request replace-path', 'replace-uri' or 'replace-header'")],
  ['directive', 'srvexp', since21("use 'http-response replace-header'")],
  ['directive', 'reqadd', since21("use 'http-request add-header'")],
  ['directive', 'reqiadd', since21("use 'http-request add-header'")],
  ['directive', 'reqallow', since21("use 'http-request allow'")],
  ['directive', 'reqiallow', since21("use 'http-request allow'")],
  ['directive', 'reqdel', since21("use 'http-request del-header'")],
  ['directive', 'reqidel', since21("use 'http-request del-header'")],
  ['directive', 'reqdeny', since21("use 'http-request deny'")],
  ['directive', 'reqideny', since21("use 'http-request deny'")],
  ['directive', 'reqpass', since21("use 'http-request' rules with conditions")],
  ['directive', 'reqipass', since21("use 'http-request' rules with conditions")],
  ['directive', 'reqrep', since21("use 'http-request replace-path', 'replace-uri' or 'replace-header'")],
  ['directive', 'reqirep', since21("use 'http-request replace-header'")],
  ['directive', 'reqsetbe', since21("use 'use_backend'")],
  ['directive', 'reqisetbe', since21("use 'use_backend'")],
  ['directive', 'reqtarpit', since21("use 'http-request tarpit'")],
  ['directive', 'reqitarpit', since21("use 'http-request tarpit'")],
  ['directive', 'rspadd', since21("use 'http-response add-header'")],
  ['directive', 'rspdel', since21("use 'http-response del-header'")],
  ['directive', 'rspidel', since21("use 'http-response del-header'")],
  ['directive', 'rspdeny', since21("use 'http-response deny'")],
  ['directive', 'rspideny', since21("use 'http-response deny'")],
  ['directive', 'rsprep', since21("use 'http-response replace-header'")],
  ['directive', 'rspirep', since21("use 'http-response replace-header'")],
  ['directive', 'debug', "use '-d' on the command line"],
  ['directive', 'dispatch', 'HAProxy 3.5 dropped it, create a server with the same address'],
  ['directive', 'grace', "HAProxy 2.5 dropped it, use 'hard-stop-after'"],
  ['directive', 'monitor-net', "use 'http-request return status 200 if { src <network> }'"],
  ['directive', 'nbproc', 'HAProxy 2.5 dropped it, threads are used on machines with several processors'],
  ['directive', 'option forceclose', "HAProxy 2.0 dropped it, remove it, or use 'option httpclose'"],
  ['directive', 'option http-tunnel', 'HAProxy 2.1 dropped it, remove it'],
  ['directive', 'option http-use-htx', 'nothing else is left, remove it'],
  ['directive', 'option http_proxy', "HAProxy 2.5 dropped it, use 'http-request set-dst' with 'http-request set-uri'"],
  ['directive', 'option tcpsplice', "use 'option splice-auto'"],
  ['directive', 'option transparent', 'HAProxy 3.5 dropped it, create a server with address 0.0.0.0'],
  ['directive', 'stats bind-process', thread],
  ['directive', 'transparent', 'HAProxy 3.5 dropped it, create a server with address 0.0.0.0'],
  ['directive', 'tune.chksize', "'tune.bufsize' is used instead"],
  ['bind-option', 'process', "use 'thread' instead"],
]

export const removedKeywords: readonly RefusedKeyword[] = removed.map(([slot, name, reason]) => ({
  kind: 'refused',
  slot,
  name,
  state: 'removed',
  reason,
}))
