import type { SectionKind } from '@weir/keyword'

/**
 * Directives behind whose arguments HAProxy does not look, so that further words there do no harm; all others refuse
 * them. Found by asking the oracle about every directive.
 */
const directives: ReadonlySet<string> = new Set([
  'balance',
  'close-spread-time',
  'declare capture request',
  'declare capture response',
  'dynamic-cookie-key',
  'email-alert from',
  'email-alert level',
  'email-alert mailers',
  'email-alert myhostname',
  'email-alert to',
  'errorfile',
  'errorloc',
  'errorloc302',
  'errorloc303',
  'format',
  'grace',
  'hard-stop-after',
  'hash-balance-factor',
  'http-send-name-header',
  'log-send-hostname',
  'log-tag',
  'maxlen',
  'numa-cpu-mapping',
  'option redispatch',
  'rate-limit sessions',
  'server-state-base',
  'server-state-file',
  'set-var',
  'set-var-fmt',
  'size',
  'stats maxconn',
  'stats auth',
  'stats enable',
  'stats hide-version',
  'stats realm',
  'stats refresh',
  'stats scope',
  'stats show-legends',
  'stats show-modules',
  'stats show-node',
  'stats timeout',
  'stats uri',
  'tcp-request inspect-delay',
  'tcp-response inspect-delay',
  'unique-id-header',
])

/** The same, where it depends on the section. */
const bySection: Readonly<Record<string, boolean>> = {
  'global log-tag': false,
  'log-forward timeout client': true,
  'mailers mailer': true,
  'mailers timeout mail': true,
  'resolvers accepted_payload_size': true,
  'resolvers hold': true,
  'resolvers parse-resolv-conf': true,
  'resolvers resolve_retries': true,
  'resolvers timeout resolve': true,
  'resolvers timeout retry': true,
  'ring timeout connect': true,
  'ring timeout server': true,
}

/** How many words after the arguments of `directive` are let pass. */
export function countIgnoredWords(directive: string, section: SectionKind): number {
  // HAProxy counts a word too many here.
  if (directive === 'capture cookie') return 1
  return (bySection[`${section} ${directive}`] ?? directives.has(directive)) ? Number.POSITIVE_INFINITY : 0
}
