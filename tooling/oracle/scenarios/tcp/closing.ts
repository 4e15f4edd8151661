/** Every way in which one side can leave a TCP session, and the termination state it is logged with. */
import {
  awaitPoint,
  client,
  close,
  defineScenario,
  end,
  reach,
  receiveBytes,
  receiveEnd,
  receiveText,
  reset,
  type ScenarioStep,
  type ServerBehaviour,
  scriptedServer,
  send,
  TCP,
  waitPoint,
} from '../../src/index.ts'

const LISTEN = `${TCP}
listen fe
    bind {{fe}}
    server s1 {{s1}}
`

const closing = (name: string, summary: string, s1: ServerBehaviour, ...steps: readonly ScenarioStep[]) =>
  defineScenario({ name: `tcp/${name}`, summary, config: LISTEN, servers: { s1 }, compareServerEndings: true, steps })

export const scenarios = [
  closing(
    'client-half-closes',
    'The end of the client’s stream reaches the server, whose answer still reaches the client.',
    scriptedServer([receiveEnd(), send('late answer\n'), close()]),
    client('c', 'fe', send('question\n'), end(), receiveEnd()),
  ),
  closing(
    'server-half-closes',
    'The end of the server’s stream reaches the client, whose bytes still reach the server.',
    scriptedServer([receiveText('hi'), send('first\n'), end(), receiveText('after\n'), receiveEnd(), close()]),
    client('c', 'fe', send('hi'), receiveEnd(), send('after\n'), close()),
  ),
  closing(
    'server-closes-at-once',
    'A server that accepts and closes.',
    scriptedServer([close()]),
    client('c', 'fe', receiveEnd()),
  ),
  closing(
    'client-sends-nothing',
    'A client that connects and closes.',
    scriptedServer([receiveEnd(), close()]),
    client('c', 'fe', close()),
  ),
  closing(
    'client-resets',
    'A client that breaks the connection amid the data.',
    scriptedServer([receiveText('half'), send('0123456789'), receiveEnd(), reach('server saw it')]),
    client('c', 'fe', send('half'), receiveBytes(10), reset()),
    waitPoint('server saw it'),
  ),
  closing(
    'server-resets',
    'A server that breaks the connection amid the data.',
    scriptedServer([receiveText('half'), send('0123456789'), awaitPoint('client has it'), reset()]),
    client('c', 'fe', send('half'), receiveBytes(10), reach('client has it'), receiveEnd()),
  ),
]
