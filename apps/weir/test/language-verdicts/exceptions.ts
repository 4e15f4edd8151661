import type { Difference } from '../verdicts/compare.ts'

export interface Exception {
  /** The case, where the message alone would explain too much. */
  readonly name?: RegExp
  readonly message: RegExp
  readonly reason: string
}

const wraps = 'HAProxy wraps numbers around that do not fit, which nobody means'
const doubled = "2.6.12 doubles the last word of a line behind 'default', which the manual does not know"
const names = '3.3: all proxies and `defaults` share one space of names'

/** What HAProxy 2.6 says and Weir does not. */
export const unsaid: readonly Exception[] = [
  { name: /id 2147483648/, message: /custom id has to be/, reason: '3.4: ids of servers have 32 bits' },
  {
    name: /(:|@@) default /,
    message: /unexpected (extra )?argument|unknown (keyword|argument)|expects|only supports/,
    reason: doubled,
  },
  { name: /18446744073709551616/, message: /missing timeouts/, reason: wraps },
  { message: /^alert .* explicitly referenced by another proxy and implicitl/, reason: '2.9: a warning' },
]

/** What Weir says and HAProxy 2.6 does not. */
export const added: readonly Exception[] = [
  { message: /config\/small-timeout/, reason: '3.1: bare numbers that are suspiciously small' },
  { message: /config\/mixed-defaults/, reason: '2.9: a warning, where 2.6 refuses' },
  { message: /config\/replaced-defaults/, reason: '3.1: a section that `from` has used cannot be replaced' },
  { message: /config\/duplicate-proxy/, reason: names },
  { message: /option 'accept-invalid-http-(request|response)' is deprecated/, reason: '3.1: deprecated' },
  {
    name: /18446744073709551616|99999999999/,
    message: /expects|custom id has to be|error when processing store/,
    reason: wraps,
  },
  { name: /len -1/, message: /expects a positive length/, reason: wraps },
  {
    name: /conn_rate\(0/,
    message: /error when processing store option/,
    reason: 'a rate over no time measures nothing',
  },
  { name: /conn_rate\(1,5s\)/, message: /error when processing store option/, reason: 'a rate has one period' },
  {
    name: /rate-limit sessions (' 1'|0x10)/,
    message: /expects an integer/,
    reason: 'numbers are decimal, without blanks',
  },
]

/** What of a difference has no reason. */
export function explain(name: string, { missing, extra }: Difference, used = new Set<Exception>()): Difference {
  const isOpen = (exceptions: readonly Exception[]) => (text: string) => {
    const found = exceptions.find((each) => each.message.test(text) && (each.name?.test(name) ?? true))
    if (found !== undefined) used.add(found)
    return found === undefined
  }
  return { missing: missing.filter(isOpen(unsaid)), extra: extra.filter(isOpen(added)) }
}
