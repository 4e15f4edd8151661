/** The rulesets of HTTP (manual 4.2). */
import { defineRuleset } from '@weir/keyword'

export const httpRequest = defineRuleset({
  name: 'http-request',
  summary: 'Rules on every request, once its head is there.',
  sections: ['defaults', 'frontend', 'backend', 'listen'],
  needsHttp: true,
  frontendPhase: 'frontend http-request header rule',
  backendPhase: 'backend http-request header rule',
})

export const httpResponse = defineRuleset({
  name: 'http-response',
  summary: 'Rules on every response of a server, once its head is there.',
  sections: ['defaults', 'frontend', 'backend', 'listen'],
  needsHttp: true,
  frontendPhase: 'frontend http-response header rule',
  backendPhase: 'backend http-response header rule',
})

export const httpAfterResponse = defineRuleset({
  name: 'http-after-response',
  summary: 'Rules on every response, also those of the proxy itself, just before it is sent.',
  sections: ['defaults', 'frontend', 'backend', 'listen'],
  needsHttp: true,
  frontendPhase: 'frontend http-response header rule',
  backendPhase: 'backend http-response header rule',
})
