/** Servers that cannot be reached: refusal, silence, retries, redispatch, backup. */
import {
  client,
  defineScenario,
  receiveEnd,
  receiveText,
  refusingServer,
  saturatedServer,
  scriptedServer,
  send,
  TCP,
} from '../../src/index.ts'

const greeting = (name: string) => scriptedServer([send(`${name}\n`), receiveEnd()])

export const scenarios = [
  defineScenario({
    name: 'tcp/server-refuses',
    summary: 'A refused connection ends the session with SC.',
    config: `${TCP}
listen fe
    bind {{fe}}
    server s1 {{s1}}
`,
    servers: { s1: refusingServer() },
    steps: [client('c', 'fe', send('hello'), receiveEnd())],
  }),
  defineScenario({
    name: 'tcp/server-refuses-retries',
    summary: 'A refused connection is tried again after a pause, as often as allowed.',
    config: `${TCP}    timeout connect 300
listen fe
    bind {{fe}}
    retries 2
    server s1 {{s1}}
`,
    servers: { s1: refusingServer() },
    steps: [client('c', 'fe', receiveEnd())],
  }),
  defineScenario({
    name: 'tcp/redispatch',
    summary: 'After the last retry another server is chosen, and the log marks it with a plus.',
    config: `${TCP}    timeout connect 300
listen fe
    bind {{fe}}
    retries 1
    option redispatch
    server s1 {{s1}}
    server s2 {{s2}}
`,
    servers: { s1: refusingServer(), s2: greeting('s2') },
    steps: [client('c1', 'fe', receiveText('s2\n')), client('c2', 'fe', receiveText('s2\n'))],
  }),
  ...['roundrobin', 'leastconn', 'first', 'static-rr'].map((algorithm) =>
    defineScenario({
      name: `tcp/redispatch-${algorithm}`,
      summary:
        'A server that the algorithm might as well not have chosen is left at the first failure, without a pause.',
      config: `${TCP}    timeout connect 300
listen fe
    bind {{fe}}
    balance ${algorithm}
    retries 3
    option redispatch
    server s1 {{s1}}
    server s2 {{s2}}
    server s3 {{s3}} backup
`,
      servers: { s1: refusingServer(), s2: refusingServer(), s3: greeting('s3') },
      steps: [client('c', 'fe', send('hello'), receiveEnd())],
    }),
  ),
  defineScenario({
    name: 'tcp/redispatch-use-server',
    summary: 'A server that was asked for is tried again until the last retry; the client does not time out meanwhile.',
    config: `${TCP}    timeout connect 300
    timeout client 600
listen fe
    bind {{fe}}
    retries 3
    option redispatch
    use-server s1 if TRUE
    server s1 {{s1}}
    server s2 {{s2}}
`,
    servers: { s1: refusingServer(), s2: greeting('s2') },
    steps: [client('c', 'fe', send('hello'), receiveText('s2\n'))],
  }),
  defineScenario({
    name: 'tcp/client-timeout-while-retrying',
    summary: 'A client that has said nothing runs out of time between attempts.',
    config: `${TCP}    timeout connect 600
    timeout client 900
listen fe
    bind {{fe}}
    retries 5
    server s1 {{s1}}
`,
    servers: { s1: refusingServer() },
    steps: [client('c', 'fe', receiveEnd())],
  }),
  defineScenario({
    name: 'tcp/timeout-connect',
    summary: 'A server that never answers the connection attempt ends the session with sC.',
    config: `${TCP}
listen fe
    bind {{fe}}
    timeout connect 300
    server s1 {{s1}}
`,
    servers: { s1: saturatedServer() },
    steps: [client('c', 'fe', receiveEnd())],
  }),
  defineScenario({
    name: 'tcp/backup',
    summary: 'Backup servers serve when no other can: the first alone, or all with allbackups.',
    config: `${TCP}
listen one
    bind {{one}}
    server s1 {{s1}} disabled
    server s2 {{s2}} backup
    server s3 {{s3}} backup
listen every
    bind {{every}}
    option allbackups
    server s1 {{s1}} disabled
    server s2 {{s2}} backup
    server s3 {{s3}} backup
listen nobody
    bind {{nobody}}
    server s1 {{s1}} disabled
listen empty
    bind {{empty}}
`,
    servers: { s1: greeting('s1'), s2: greeting('s2'), s3: greeting('s3') },
    steps: [
      client('one-1', 'one', receiveText('\n')),
      client('one-2', 'one', receiveText('\n')),
      client('every-1', 'every', receiveText('\n')),
      client('every-2', 'every', receiveText('\n')),
      client('every-3', 'every', receiveText('\n')),
      client('nobody', 'nobody', receiveEnd()),
      client('empty', 'empty', receiveEnd()),
    ],
  }),
]
