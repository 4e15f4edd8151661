import type { Diagnostic } from '@weir/base'
import type { OwnVerdict } from './verdict.ts'

/** Why Weir refuses what HAProxy 2.6 accepts, by the code of its alert. */
export const refusalReasons: Readonly<Record<string, string>> = {
  'config/unsupported-keyword': 'Weir lacks it and says so, rather than to leave it out in silence',
  'config/removed-keyword': 'gone from the language since 2.6',
  'config/duplicate-proxy': '3.3: frontends and backends share one space of names',
  'config/empty-word': '3.x: an empty argument is refused, not taken for the end of the line',
  'config/missing-argument':
    'HAProxy takes what is missing at the end of some lines for 0 or nothing; a cut line is a mistake',
}

/** The same where a code stands for more than one thing: its message decides. */
export const refusalMessages: readonly { readonly message: RegExp; readonly reason: string }[] = [
  { message: /known to HAProxy, but not supported by Weir/, reason: 'Weir lacks it and says so' },
  { message: /hiding headers or body/, reason: "2.7: headers belong to 'http-check send'" },
  { message: /support for .* was removed in version/, reason: 'gone from the language since 2.6' },
  { message: /not supported any more/, reason: 'gone from the language since 2.6' },
  { message: /invalid port/, reason: '3.x: a port with something behind it is refused' },
  {
    message:
      /please use the 'bind' keyword for listening|^'(backend|defaults|http-errors|mailers|resolvers|ring)' cannot handle unexpected argument/,
    reason: 'HAProxy leaves the section out without a word, and blames its lines',
  },
  { message: /octal/, reason: 'a mode that is no number would open the socket to nobody, or to all' },
  { message: /expects .*, but got '-\d+'/, reason: 'HAProxy wraps a negative number around, which nobody means' },
  {
    message: /expects .* argument|expects <[^>]*>$|but got ''/,
    reason: 'a line cut short is a mistake, where HAProxy reads 0',
  },
]

/** Why Weir accepts what HAProxy 2.6 refuses, by HAProxy's message. */
export const acceptanceReasons: readonly { readonly text: RegExp; readonly reason: string }[] = [
  {
    text: /^parsing \[C:\d+\] : 'bind' : cannot use file descriptor/,
    reason: 'descriptors are looked at when the process starts',
  },
  { text: /'option httpchk' cannot handle unexpected argument/, reason: '2.9: a host may follow the version' },
  {
    text: /^parsing \[C:\d+\] : defaults section '.*' \(declared at C:\d+\) is explicitly referenced by another proxy and implicitly used here/,
    reason: '2.9: a warning (since 2.6, 3.5), which Weir gives',
  },
  {
    text: /^Proxy '.*': loop detected for (use_backend|default_backend)/,
    reason: 'the line stands in a backend, where it is ignored and called so; in a frontend or listen both refuse it',
  },
  { text: /unknown proxy mode '(log|spop|haterm)'/, reason: 'modes of 3.x' },
  { text: /unknown (ballancing|balance)|'hash-type' only supports/, reason: 'functions of 3.x' },
]

/** The reason for an alert that HAProxy does not give, or null. */
export function explainRefusal({ code, message }: Diagnostic): string | null {
  return refusalMessages.find((entry) => entry.message.test(message))?.reason ?? refusalReasons[code] ?? null
}

export function explainAcceptance(text: string): string | null {
  return acceptanceReasons.find((entry) => entry.text.test(text))?.reason ?? null
}

/** Why Weir warns of what HAProxy 2.6 says nothing about, by the code of its warning and its message. */
const warningReasons: readonly { readonly code: string; readonly message?: RegExp; readonly reason: string }[] = [
  { code: 'config/small-timeout', reason: '3.1: a small number without a unit is suspicious (since 2.6, 1)' },
  {
    code: 'config/questionable',
    message: /^'option prefer-last-server' is ignored/,
    reason: 'the option would do nothing, which is worth saying',
  },
]

/** Why Weir says nothing where HAProxy 2.6 warns, by HAProxy's message. */
const silenceReasons: readonly { readonly text: RegExp; readonly reason: string }[] = [
  { text: /^parsing \[C:\d+\] : \(null\)$/, reason: 'HAProxy 2.6 prints an empty warning besides the one that counts' },
  {
    text: /^frontend '.*' uses (http|tcp)-check rules without/,
    reason: 'each line has been called ignored already',
  },
  {
    text: /'abortonclose' ignored because frontend '.*' has no backend capability/,
    reason: '3.3: the option is allowed in frontends (since 2.6, 1)',
  },
  {
    text: /HTTP log\/header format not usable with proxy/,
    reason: '3.1: the items are named one by one in the end (since 2.6, 3.5)',
  },
]

/** The reason for a warning that HAProxy does not give, or null. */
export function explainWarning({ code, message }: Diagnostic): string | null {
  return warningReasons.find((entry) => entry.code === code && (entry.message?.test(message) ?? true))?.reason ?? null
}

/** The reason for a warning that Weir does not give, or null. */
export function explainSilence(text: string, own: OwnVerdict): string | null {
  if (/rule placed after a 'use_backend' rule/.test(text) && own.alerts.some(isDynamicBackend))
    return 'HAProxy reads the expression of a use_backend after all lines'
  return silenceReasons.find((entry) => entry.text.test(text))?.reason ?? null
}

/** True for what is wrong with an expression; only that of a `use_backend` leaves rules out of the order. */
function isDynamicBackend({ code }: Diagnostic): boolean {
  return code.startsWith('sample/')
}
