import { client, close, defineScenario, echo, receiveText, scriptedServer, send, TCP } from '../../src/index.ts'

export const scenario = defineScenario({
  name: 'tcp/echo',
  summary: 'Bytes go both ways and the client closes first.',
  config: `${TCP}
frontend fe
    bind {{fe}}
    default_backend be
backend be
    server s1 {{s1}}
`,
  servers: { s1: scriptedServer([echo()]) },
  steps: [client('c', 'fe', send('hello\n'), receiveText('hello\n'), send('\0\xff\n'), receiveText('\xff\n'), close())],
})
