import type { Difference } from '../verdicts/compare.ts'

interface Exception {
  /** The case, where the message alone would explain too much. */
  readonly name?: RegExp
  readonly message: RegExp
  readonly reason: string
}

const wraps = 'HAProxy wraps numbers around that do not fit, which nobody means'
const doubled = "2.6.12 doubles the last word of a line behind 'default', which the manual does not know"
const leavesOut = 'HAProxy leaves the section out without a word, and blames its lines'
const names = '3.3: all proxies and `defaults` share one space of names'

/** What HAProxy 2.6 says and Weir does not. */
const unsaid: readonly Exception[] = [
  {
    name: /(:|@@) default /,
    message: /unexpected (extra )?argument|unknown (keyword|argument)|expects|only supports/,
    reason: doubled,
  },
  { message: /unknown keyword '(no|default|nope)?' in/, reason: 'one message about one word is enough' },
  { name: /^defaults d @@ listen/, message: /alert 3: .* 'listen' or 'defaults' expected/, reason: leavesOut },
  {
    name: /listen l from d :80/,
    message: /please use the 'bind' keyword/,
    reason: 'one message about one word is enough',
  },
  { name: /resolvers r from d/, message: /has no nameservers configured/, reason: leavesOut },
  { name: /18446744073709551616/, message: /missing timeouts/, reason: wraps },
  { message: /^alert .* explicitly referenced by another proxy and implicitl/, reason: '2.9: a warning' },
  { name: /nosplice|insecure|master-worker/, message: /'master-worker' only supports/, reason: doubled },
]

/** What Weir says and HAProxy 2.6 does not. */
const added: readonly Exception[] = [
  { message: /config\/small-timeout/, reason: '3.1: bare numbers that are suspiciously small' },
  { message: /config\/mixed-defaults/, reason: '2.9: a warning, where 2.6 refuses' },
  { message: /config\/replaced-defaults/, reason: '3.1: a section that `from` has used cannot be replaced' },
  { message: /config\/duplicate-proxy/, reason: names },
  { message: /option 'accept-invalid-http-(request|response)' is deprecated/, reason: '3.1: deprecated' },
  { message: /'master-worker' is not supported any more/, reason: '3.5: gone' },
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
  { name: /^defaults (from|a b)$/, message: /unexpected-argument/, reason: leavesOut },
  { name: /^defaults d @@ (backend from d|backend b from)$/, message: /address-on-header/, reason: leavesOut },
  { name: /resolvers r from d/, message: /unexpected-argument/, reason: leavesOut },
]

/** What of a difference has no reason. */
export function explain(name: string, { missing, extra }: Difference): Difference {
  const isOpen = (exceptions: readonly Exception[]) => (text: string) =>
    !exceptions.some((each) => each.message.test(text) && (each.name === undefined || each.name.test(name)))
  return { missing: missing.filter(isOpen(unsaid)), extra: extra.filter(isOpen(added)) }
}
