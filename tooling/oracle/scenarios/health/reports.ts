/** What checks and agents report, and how administrative changes are told. */
import {
  close,
  command,
  commandUntil,
  defineScenario,
  HTTP,
  identifyingServer,
  receiveRequest,
  scriptedServer,
  send,
} from '../../src/index.ts'
import type { NormaliseRule } from '../../src/scenario.ts'

const DURATION: NormaliseRule = {
  pattern: /check duration: \d+ms/,
  replacement: 'check duration: <ms>',
  reason: 'milliseconds of a check',
}

const answering = (text: string) => scriptedServer([receiveRequest(), send(text), close()])

/** One backend for each way of checking, far apart in time so that each checks once. */
const CHECKS = [
  ['formats', 'option httpchk\n    http-check expect status 200 on-success "%[res.hdr(x-a)] %[status]"'],
  ['failing', 'option httpchk\n    http-check expect string yes on-error "%[status] %[res.body_len]"'],
  ['empty', 'option httpchk\n    http-check expect string yes'],
  ['behind', 'option httpchk\n    http-check expect status 200\n    http-check set-var(check.x) status'],
] as const

export const scenarios = [
  defineScenario({
    name: 'health/reports',
    summary: 'Formats of a check read its answer; a code is told of an expect that stands last only.',
    config: `${HTTP}    option log-health-checks
frontend fe
    bind {{fe}}
    default_backend formats
${CHECKS.map(([name, lines]) => `backend ${name}\n    ${lines}\n    server s {{${name}}} check inter 400 fall 1 rise 1\n`).join('')}`,
    servers: {
      formats: answering('HTTP/1.0 200 OK\r\nX-A: v\r\nContent-Length: 2\r\n\r\nok'),
      failing: answering('HTTP/1.0 404 No\r\nContent-Length: 2\r\n\r\nno'),
      empty: answering('HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n'),
      behind: answering('HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n'),
    },
    firstConnectionOnly: ['formats', 'failing', 'empty', 'behind'],
    steps: [commandUntil('show stat behind 4 1', /L7OK/), commandUntil('show stat empty 4 1', /L7RSP/)],
    normalise: [DURATION],
    logsInAnyOrder: true,
  }),
  defineScenario({
    name: 'health/administrative-messages',
    summary: 'Drain and maintenance are told by what a server did before.',
    config: `${HTTP}
frontend fe
    bind {{fe}}
    default_backend be
backend be
    server s1 {{s1}}
    server s2 {{s1}} backup
`,
    servers: { s1: identifyingServer() },
    steps: [
      'state maint',
      'state drain',
      'weight 3',
      'state ready',
      'health down',
      'state maint',
      'state ready',
      'state drain',
      'health stopping',
      'health up',
      'state maint',
      'state ready',
    ].flatMap((change) => [command(`set server be/s1 ${change}`)]),
  }),
]
