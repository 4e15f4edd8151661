import { defineAction, definePort, oneOf } from '@weir/keyword'
import { answerByService, type HttpService } from '@weir/l7'

/** The services of the proxy by name. Asked for when a request comes, as services look at proxies that are made later. */
export interface HttpServices {
  find(name: string): HttpService
}

export const httpServicesPort = definePort<HttpServices>('HTTP services')

/** What stands in logs for the name of a server. */
const logNames = { 'prometheus-exporter': 'PROMEX' } as const

export const useService = defineAction({
  name: 'use-service',
  summary: 'Lets a service of the proxy answer the request.',
  manual: '4.2',
  rulesets: ['http-request'],
  isFinal: true,
  params: [oneOf('name', ['prometheus-exporter'])],
  bind([name], binder) {
    const services = binder.port(httpServicesPort)
    return (context) => answerByService(context, services.find(name), logNames[name])
  },
})
