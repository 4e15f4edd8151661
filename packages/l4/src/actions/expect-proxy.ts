import { defineAction, oneOf, verdicts } from '@weir/keyword'

/** Expects a PROXY header from this client. Manual 4.2, `tcp-request connection expect-proxy layer4`. */
export const expectProxy = defineAction({
  name: 'expect-proxy',
  summary: 'Expects a PROXY header from this client.',
  manual: '4.2',
  rulesets: ['tcp-request connection'],
  params: [oneOf('layer', ['layer4'])],
  bind: () => (context) => {
    if (context.session) context.session.expectsProxyHeader = true
    return verdicts.proceed
  },
})
