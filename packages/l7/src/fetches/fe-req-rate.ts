import { custom, defineFetch, type Reference } from '@weir/keyword'
import type { Frontend } from '@weir/l4'
import { HttpFrontend } from '../http-proxy.ts'

/** A frontend by name; without a name, the one in which the expression stands. */
const frontendArgument = custom(
  'frontend',
  '<frontend>',
  (reader): Reference => {
    const word = reader.next()
    return reader.host.reference('frontend', word?.text ?? '', word?.span ?? reader.keyword.span)
  },
  'frontend',
)

export const frontendRequestRate = defineFetch({
  name: 'fe_req_rate',
  summary: 'Gives the requests per second of a frontend; 0 in TCP mode.',
  manual: '7.3.2',
  out: 'sint',
  source: 'process',
  params: [frontendArgument],
  bind([reference], binder) {
    const frontend = binder.resolve<Frontend>(reference)
    return () => (frontend instanceof HttpFrontend ? frontend.requestRate.read(frontend.engine.clock.nowMs()) : 0)
  },
})
