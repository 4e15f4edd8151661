import { ProxyError } from '@weir/base'
import { type Binder, type SampleContext, type Verdict, verdicts } from '@weir/keyword'
import type { Rule } from '@weir/l4'
import { answerByService } from '@weir/l7'
import type { StatsPageOptions } from '../options.ts'
import type { ProcessView } from '../process-view.ts'
import { createStatsService, unauthorized } from './service.ts'
import { isPageAddress } from './target.ts'

export interface StatsRuleSettings {
  readonly options: StatsPageOptions
  readonly proxyName: string
  readonly binder: Binder
  /** Asked for with each request: proxies are bound before there is anything to view. */
  readonly view: () => ProcessView
}

/** Requests with other methods go to servers, as anywhere else. */
const pageMethods = ['GET', 'HEAD', 'POST']

type Access = 'allow' | 'deny' | { readonly realm: string }

/** The rule that answers requests for the statistics page of a proxy; null for a proxy without one. */
export function createStatsRule({ options, proxyName, binder, view }: StatsRuleSettings): Rule | null {
  if (!options.isEnabled) return null
  const accessOf = bindAccess(options, binder)
  const adminConditions = options.adminConditions.map((condition) => binder.condition(condition)!)
  let service: ReturnType<typeof createStatsService> | null = null
  return (context) => {
    const transaction = context.transaction!
    const { request } = transaction
    if (!isPageAddress(request.pathAndQuery, options.uri)) return verdicts.proceed
    if (!pageMethods.some((method) => request.isMethod(method))) return verdicts.proceed
    const access = accessOf(context)
    if (access === 'deny') return denied(context)
    const page = (service ??= createStatsService({ view: view(), options, proxyName }))
    return answerByService(
      context,
      (request) =>
        access === 'allow'
          ? page(
              request,
              adminConditions.some((condition) => condition(context)),
            )
          : unauthorized(access.realm),
      'STATS',
    )
  }
}

/** `stats http-request`: the first rule that applies decides. */
function bindAccess({ rules, realm }: StatsPageOptions, binder: Binder): (context: SampleContext) => Access {
  const bound = rules.map((rule) => {
    const access: Access = rule.action === 'auth' ? { realm: rule.realm ?? realm } : rule.action
    return { access, applies: binder.condition(rule.condition) }
  })
  return (context) => bound.find(({ applies }) => applies === null || applies(context))?.access ?? 'allow'
}

function denied(context: SampleContext): Verdict {
  const transaction = context.transaction!
  transaction.frontend.counters.deniedRequests++
  transaction.session.listener.counters.deniedRequests++
  transaction.replyError(403, new ProxyError('l7/denied', 'proxy', 'R', false))
  return verdicts.done
}
