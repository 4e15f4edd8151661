/** Inactivity on either side, after a half-close, and in a tunnel. */
import {
  client,
  defineScenario,
  end,
  pause,
  receiveEnd,
  receiveText,
  type ScenarioStep,
  type ServerBehaviour,
  scriptedServer,
  send,
  TCP,
} from '../../src/index.ts'

const timeout = (
  name: string,
  summary: string,
  settings: readonly string[],
  s1: ServerBehaviour,
  ...steps: readonly ScenarioStep[]
) =>
  defineScenario({
    name: `tcp/timeout-${name}`,
    summary,
    config: `${TCP}
listen fe
    bind {{fe}}
${settings.map((line) => `    ${line}\n`).join('')}    server s1 {{s1}}
`,
    servers: { s1 },
    compareServerEndings: true,
    steps,
  })

export const scenarios = [
  timeout(
    'client',
    'A silent client while the server is allowed more.',
    ['timeout client 300', 'timeout server 3s'],
    scriptedServer([send('greeting\n'), receiveEnd()]),
    client('c', 'fe', receiveText('greeting\n'), receiveEnd()),
  ),
  timeout(
    'server',
    'A silent server while the client is allowed more.',
    ['timeout client 3s', 'timeout server 300'],
    scriptedServer([receiveEnd()]),
    client('c', 'fe', send('anybody?'), receiveEnd()),
  ),
  ...['client', 'server'].flatMap((side) =>
    [false, true].map((isIndependent) =>
      timeout(
        `${side}-independent-${isIndependent ? 'on' : 'off'}`,
        `A silent ${side} that is written to, with${isIndependent ? '' : 'out'} option independent-streams.`,
        [
          ...(isIndependent ? ['option independent-streams'] : []),
          `timeout ${side} 900`,
          `timeout ${side === 'client' ? 'server' : 'client'} 6s`,
        ],
        side === 'client'
          ? scriptedServer([receiveText('x'), send('1'), pause(600), send('2'), receiveEnd()])
          : scriptedServer([receiveEnd()]),
        side === 'client'
          ? client('c', 'fe', send('x'), receiveEnd())
          : client('c', 'fe', send('1'), pause(600), send('2'), receiveEnd()),
      ),
    ),
  ),
  timeout(
    'server-fin',
    'A client that ended its side, while the server stays silent.',
    ['timeout server-fin 300'],
    scriptedServer([receiveEnd(), pause(1200)]),
    client('c', 'fe', send('question'), end(), receiveEnd()),
  ),
  timeout(
    'client-fin',
    'A server that ended its side, while the client stays silent.',
    ['timeout client-fin 300'],
    scriptedServer([send('answer'), end(), receiveEnd()]),
    client('c', 'fe', receiveEnd(), pause(1200)),
  ),
  timeout(
    'tunnel',
    'In a TCP proxy the tunnel timeout stands in for both once bytes flowed both ways.',
    ['timeout tunnel 600', 'timeout client 300', 'timeout server 300'],
    scriptedServer([receiveText('hi'), send('hello'), receiveEnd()]),
    client('c', 'fe', send('hi'), receiveText('hello'), receiveEnd()),
  ),
]
