import { defineFetch } from '@weir/keyword'
import { type Frontend, proxyArgument, runningProxy } from '@weir/l4'
import { HttpFrontend } from '../http-proxy.ts'

export const frontendRequestRate = defineFetch({
  name: 'fe_req_rate',
  summary: 'Gives the requests per second of a frontend; 0 in TCP mode.',
  manual: '7.3.2',
  out: 'sint',
  source: 'process',
  params: [proxyArgument('frontend')],
  bind([reference], binder) {
    const running = runningProxy<Frontend>(binder, reference)
    return () => {
      const frontend = running()
      return frontend instanceof HttpFrontend ? frontend.requestRate.read(frontend.engine.clock.nowMs()) : 0
    }
  },
})
