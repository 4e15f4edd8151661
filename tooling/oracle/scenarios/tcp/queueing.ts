/** Limits of connections: per server with a queue, its timeout, and per frontend. */
import {
  awaitPoint,
  client,
  defineScenario,
  parallel,
  reach,
  receiveEnd,
  receiveText,
  scriptedServer,
  send,
  TCP,
  wait,
  waitPoint,
} from '../../src/index.ts'

export const scenarios = [
  defineScenario({
    name: 'tcp/maxconn-queues',
    summary: 'A connection beyond a server’s maxconn waits until one ends.',
    config: `${TCP}
listen fe
    bind {{fe}}
    server s1 {{s1}} maxconn 1
`,
    servers: { s1: scriptedServer([send('served\n'), receiveEnd()]) },
    steps: [
      parallel(
        [client('first', 'fe', receiveText('served\n'), reach('first is served'), awaitPoint('second waits'))],
        [waitPoint('first is served'), wait(250), client('second', 'fe', receiveText('served\n'))],
        [waitPoint('first is served'), wait(550), { kind: 'reach', point: 'second waits' }],
      ),
    ],
  }),
  defineScenario({
    name: 'tcp/timeout-queue',
    summary: 'A connection that waits too long in the queue ends with sQ.',
    config: `${TCP}
listen fe
    bind {{fe}}
    timeout queue 300
    server s1 {{s1}} maxconn 1
`,
    servers: { s1: scriptedServer([send('served\n'), receiveEnd()]) },
    steps: [
      parallel(
        [client('first', 'fe', receiveText('served\n'), reach('first is served'), awaitPoint('second gave up'))],
        [waitPoint('first is served'), client('second', 'fe', receiveEnd(), reach('second gave up'))],
      ),
    ],
  }),
  defineScenario({
    name: 'tcp/timeout-queue-bytes',
    summary: 'Those that give up do not count in the places of others, and bytes that wait keep the client in time.',
    config: `${TCP}
listen fe
    bind {{fe}}
    timeout client 600
    timeout queue 900
    server s1 {{s1}} maxconn 1
frontend steady
    bind {{steady}}
    default_backend fe
`,
    servers: { s1: scriptedServer([send('served\n'), receiveEnd()]) },
    steps: [
      parallel(
        [client('first', 'steady', receiveText('served\n'), reach('first is served'), awaitPoint('third gave up'))],
        [
          waitPoint('first is served'),
          client('second', 'fe', send('x'), receiveEnd()),
          wait(150),
          client('third', 'fe', send('x'), receiveEnd(), reach('third gave up')),
        ],
      ),
    ],
    normalise: [
      {
        pattern: /(steady fe\/s1 0\/0\/)\d+/,
        replacement: '$1<ms>',
        reason: 'as long as the others take, with a pause that is no multiple',
      },
    ],
  }),
  defineScenario({
    name: 'tcp/frontend-maxconn',
    summary: 'A frontend at its maxconn accepts the next connection when one ends.',
    config: `${TCP}
listen fe
    bind {{fe}}
    maxconn 1
    server s1 {{s1}}
`,
    servers: { s1: scriptedServer([send('served\n'), receiveEnd()]) },
    steps: [
      parallel(
        [client('first', 'fe', receiveText('served\n'), reach('first is served'), awaitPoint('second connected'))],
        [
          waitPoint('first is served'),
          parallel(
            [client('second', 'fe', receiveText('served\n'))],
            [wait(200), { kind: 'reach', point: 'second connected' }],
          ),
        ],
      ),
    ],
  }),
]
