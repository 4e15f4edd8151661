/** Which server a connection goes to, by algorithm and weight. Every server greets with its name. */
import {
  awaitPoint,
  client,
  clientFrom,
  defineScenario,
  parallel,
  reach,
  receiveEnd,
  receiveText,
  type ScenarioStep,
  scriptedServer,
  send,
  TCP,
  waitPoint,
} from '../../src/index.ts'

const servers = Object.fromEntries(
  ['s1', 's2', 's3'].map((name) => [name, scriptedServer([send(`${name}\n`), receiveEnd()])]),
)

const repeated = (count: number, to: string): ScenarioStep[] =>
  Array.from({ length: count }, (_, index) =>
    client(`${to}-${String(index + 1).padStart(2, '0')}`, to, receiveText('\n')),
  )

/** Connections opened one after the other that all stay open to the last. */
const heldTogether = (count: number, to: string): ScenarioStep =>
  parallel(
    ...Array.from({ length: count }, (_, index): ScenarioStep[] => [
      ...(index === 0 ? [] : [waitPoint(`${to} ${index}`)]),
      client(`${to}-${index + 1}`, to, receiveText('\n'), reach(`${to} ${index + 1}`), awaitPoint(`${to} ${count}`)),
    ]),
  )

export const scenarios = [
  defineScenario({
    name: 'tcp/balance-roundrobin',
    summary: 'Weighted round robin, dynamic and static.',
    config: `${TCP}
listen rr
    bind {{rr}}
    balance roundrobin
    server s1 {{s1}}
    server s2 {{s2}}
    server s3 {{s3}}
listen weighted
    bind {{weighted}}
    balance roundrobin
    server s1 {{s1}} weight 3
    server s2 {{s2}} weight 1
    server s3 {{s3}} weight 2
listen zero
    bind {{zero}}
    balance roundrobin
    server s1 {{s1}} weight 0
    server s2 {{s2}} weight 10
    server s3 {{s3}} weight 5
listen fixed
    bind {{fixed}}
    balance static-rr
    server s1 {{s1}} weight 3
    server s2 {{s2}} weight 1
    server s3 {{s3}} weight 2
`,
    servers,
    steps: [...repeated(6, 'rr'), ...repeated(12, 'weighted'), ...repeated(6, 'zero'), ...repeated(12, 'fixed')],
  }),
  defineScenario({
    name: 'tcp/balance-leastconn',
    summary: 'The server with the fewest connections for its weight.',
    config: `${TCP}
listen even
    bind {{even}}
    balance leastconn
    server s1 {{s1}}
    server s2 {{s2}}
    server s3 {{s3}}
listen idle
    bind {{idle}}
    balance leastconn
    server s1 {{s1}}
    server s2 {{s2}}
    server s3 {{s3}}
listen weighted
    bind {{weighted}}
    balance leastconn
    server s1 {{s1}} weight 4
    server s2 {{s2}} weight 2
    server s3 {{s3}} weight 1
`,
    servers,
    logsInAnyOrder: true,
    normalise: [
      {
        pattern: / -- \d+\/\d+\/\d+\/\d+\//,
        replacement: ' -- <counts>/',
        reason: 'the connections close together, in no order',
      },
    ],
    steps: [heldTogether(6, 'even'), heldTogether(7, 'weighted'), ...repeated(4, 'idle')],
  }),
  defineScenario({
    name: 'tcp/balance-first',
    summary: 'The first server with a free slot, in order of ids.',
    config: `${TCP}
listen first
    bind {{first}}
    balance first
    server s1 {{s1}} maxconn 2 id 30
    server s2 {{s2}} maxconn 2 id 10
    server s3 {{s3}} maxconn 2 id 20
`,
    servers,
    logsInAnyOrder: true,
    normalise: [
      {
        pattern: / -- \d+\/\d+\/\d+\/\d+\//,
        replacement: ' -- <counts>/',
        reason: 'the connections close together, in no order',
      },
    ],
    steps: [heldTogether(5, 'first')],
  }),
  defineScenario({
    name: 'tcp/balance-source',
    summary: 'The client’s address decides, by map or by consistent hashing.',
    config: `${TCP}
listen map
    bind {{map}}
    balance source
    server s1 {{s1}}
    server s2 {{s2}} weight 2
    server s3 {{s3}}
listen consistent
    bind {{consistent}}
    balance source
    hash-type consistent
    server s1 {{s1}}
    server s2 {{s2}} weight 2
    server s3 {{s3}}
listen avalanche
    bind {{avalanche}}
    balance source
    hash-type map-based djb2 avalanche
    server s1 {{s1}}
    server s2 {{s2}}
    server s3 {{s3}}
`,
    servers,
    steps: ['map', 'consistent', 'avalanche'].flatMap((to) =>
      Array.from({ length: 8 }, (_, index) =>
        clientFrom(`127.0.0.${index + 1}`, `${to}-${index + 1}`, to, receiveText('\n')),
      ),
    ),
  }),
]
