/** Where a frontend listens: Unix sockets, ranges of ports, several addresses, several lines. */
import { client, clientFrom, defineScenario, echo, receiveText, scriptedServer, send, TCP } from '../../src/index.ts'

const exchange = [send('hello\n'), receiveText('hello\n')]

export const scenario = defineScenario({
  name: 'tcp/binding',
  summary: 'A Unix socket, a range of ports, a list of addresses, and a server behind a Unix socket.',
  config: `${TCP}
    option tcplog
frontend unix
    bind {{dir}}/front.sock mode 600
    default_backend be
frontend range
    bind 127.0.0.1:{{range.port}}-{{range.last}}
    default_backend be
frontend several
    bind {{several1}},{{several2}}
    bind {{several3}} name third
    default_backend relay
frontend wildcard
    bind *:{{wildcard.port}}
    bind :{{colon.port}}
    default_backend be
backend relay
    server front {{dir}}/front.sock
backend be
    server s1 {{s1}}
`,
  servers: { s1: scriptedServer([echo()]) },
  steps: [
    client('unix', './front.sock', ...exchange),
    client('range-0', 'range', ...exchange),
    client('range-1', 'range+1', ...exchange),
    client('range-2', 'range+2', ...exchange),
    client('several-1', 'several1', ...exchange),
    client('several-2', 'several2', ...exchange),
    client('several-3', 'several3', ...exchange),
    client('wildcard', 'wildcard', ...exchange),
    clientFrom('127.0.0.9', 'colon', 'colon', ...exchange),
  ],
  logsInAnyOrder: true,
})
