import { ProxyError } from '@weir/base'
import { verdicts } from '@weir/keyword'
import type { Rule } from '@weir/l4'
import { countDenied } from './count-denied.ts'

const plainName = /^[a-z0-9-]+$/

/**
 * `option http-restrict-req-hdr-names`, as a rule that follows those of `http-request`: takes out headers whose names
 * hold other characters than letters, digits and hyphens, or refuses requests with such a header.
 */
export function restrictHeaderNames(mode: 'delete' | 'reject'): Rule {
  if (mode === 'delete') {
    return (context) => {
      context.transaction!.request.edit((name, value) => (plainName.test(name) ? value : null))
      return verdicts.proceed
    }
  }
  return (context) => {
    const transaction = context.transaction!
    if (transaction.request.entries().every(([name]) => plainName.test(name))) return verdicts.proceed
    countDenied(transaction, false)
    return transaction.answer(transaction.errorReply(403), new ProxyError('l7/denied', 'proxy', 'R', false))
  }
}
