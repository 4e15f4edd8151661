import { defineRuleset } from '@weir/keyword'

/** The rulesets of layer 4 (manual 4.2). */
export const tcpRulesets = [
  defineRuleset({
    name: 'tcp-request connection',
    summary: 'Runs when a connection is accepted, before anything is read.',
    sections: ['defaults', 'frontend', 'listen'],
    needsHttp: false,
    frontendPhase: 'frontend tcp-request connection rule',
    backendPhase: null,
  }),
  defineRuleset({
    name: 'tcp-request session',
    summary: 'Runs when a session is established, after handshakes.',
    sections: ['defaults', 'frontend', 'listen'],
    needsHttp: false,
    frontendPhase: 'frontend tcp-request session rule',
    backendPhase: null,
  }),
  defineRuleset({
    name: 'tcp-request content',
    summary: 'Runs on what the client sends, before a backend and then before a server is chosen.',
    sections: ['defaults', 'frontend', 'listen', 'backend'],
    needsHttp: false,
    frontendPhase: 'frontend tcp-request content rule',
    backendPhase: 'backend tcp-request content rule',
  }),
  defineRuleset({
    name: 'tcp-response content',
    summary: 'Runs on what the server sends first.',
    sections: ['defaults', 'listen', 'backend'],
    needsHttp: false,
    frontendPhase: null,
    backendPhase: 'backend tcp-response content rule',
  }),
]
