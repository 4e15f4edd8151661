import { explainRefusal } from '../corpus/ledger.ts'

/** Warnings that 3.5 gives and 2.6 does not, by Weir's message. */
const laterWarnings: readonly RegExp[] = [
  /'option http-use-proxy-header' is ignored/,
  /option 'accept-invalid-http-(request|response)' is deprecated/,
  /'option prefer-last-server' is ignored/,
]

/** What HAProxy says and Weir does not, by HAProxy's message, with the reason. */
const unsaid: readonly { readonly text: RegExp; readonly reason: string }[] = [
  { text: /cannot use file descriptor/, reason: 'descriptors are looked at when the process starts' },
  {
    text: /server state file|server-state-file|load server state/,
    reason: 'states of servers are not kept, which is said',
  },
  {
    text: /could not resolve address|Failed to initialize server/,
    reason: 'names are looked up after reading, by the daemon',
  },
  { text: /'process 1' on 'bind' lines is deprecated/, reason: '2.7: process sets are gone, which is an error' },
  {
    text: /has no nameservers configured|Removing incomplete section|Size not specified|missing timeouts for backend 'r'/,
    reason: 'sections that Weir refuses, or a ring without a proxy of its own',
  },
  { text: /unknown proxy mode 'log'/, reason: '2.9: mode log' },
  { text: /external-check|insecure-fork-wanted/, reason: 'Weir refuses the keyword, which ends there' },
  { text: /tcp-request capture' rule explicitly depending/, reason: 'Weir refuses the rule, which ends there' },
]

/** Differences that have a reason are left out; `extra` are Weir's diagnostics as `compare.ts` prints them. */
export function explainDifference(
  difference: { readonly missing: readonly string[]; readonly extra: readonly string[] },
  hasRefusal: boolean,
): { missing: string[]; extra: string[] } {
  return {
    missing: difference.missing.filter((text) => !hasRefusal && !unsaid.some((entry) => entry.text.test(text))),
    extra: difference.extra.filter((text) => {
      const [, code = '', message = ''] = /^\w+ \S+: (\S+) (.*)$/s.exec(text) ?? []
      const diagnostic = { code, message, severity: 'alert', stage: 'parsing', span: null } as const
      return explainRefusal(diagnostic) === null && !laterWarnings.some((warning) => warning.test(message))
    }),
  }
}
