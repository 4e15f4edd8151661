import { defineScenario, fetchOnce, HTTP, identifyingServer } from '../../src/index.ts'

export const scenario = defineScenario({
  name: 'http/forwarded-for',
  summary: 'option forwardfor with its exceptions, header name and if-none, in frontend and backend.',
  config: `${HTTP}
frontend plain
    bind {{plain}}
    option forwardfor
    default_backend be
frontend except
    bind {{except}}
    option forwardfor except 127.0.0.0/8
    default_backend be
frontend other-except
    bind {{other}}
    option forwardfor except 10.0.0.0/8 header X-Client
    default_backend be
frontend if-none
    bind {{if_none}}
    option forwardfor if-none
    default_backend be
frontend both
    bind {{both}}
    option forwardfor header X-Front
    option originalto
    default_backend forwarding
frontend except-then-plain
    bind {{except_then_plain}}
    option forwardfor except 127.0.0.0/8
    default_backend plain-too
frontend if-none-then-plain
    bind {{if_none_then_plain}}
    option forwardfor if-none
    default_backend plain-too
backend plain-too
    option forwardfor
    server s1 {{s1}}
backend be
    server s1 {{s1}}
backend forwarding
    option forwardfor header X-Back
    server s1 {{s1}}
`,
  servers: { s1: identifyingServer() },
  steps: [
    fetchOnce('plain', 'plain', '/plain'),
    fetchOnce('plain-with-header', 'plain', '/plain2', 'X-Forwarded-For: 192.0.2.1'),
    fetchOnce('except', 'except', '/except'),
    fetchOnce('other', 'other', '/other'),
    fetchOnce('if-none', 'if_none', '/if-none'),
    fetchOnce('if-none-with-header', 'if_none', '/if-none2', 'X-Forwarded-For: 192.0.2.1'),
    fetchOnce('both', 'both', '/both'),
    fetchOnce('except-then-plain', 'except_then_plain', '/except-then-plain'),
    fetchOnce('if-none-then-plain', 'if_none_then_plain', '/if-none-then-plain', 'X-Forwarded-For: 192.0.2.1'),
  ],
})
