/** How early rules can tell HTTP from anything else. */
import { client, defineScenario, echo, receiveEnd, receiveText, scriptedServer, send, TCP } from '../../src/index.ts'

const REQUESTS = [
  'GET / HTTP/1.1\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: a\r\n\r\n',
  '\r\nGET / HTTP/1.1\r\n\r\n',
  'GET /\r\n\r\n',
  'GET  / HTTP/1.1\r\n\r\n',
]

/** Refused at once. */
const OTHERS = [
  '\x16\x03\x01',
  '@',
  'A(',
  '\r\n',
  'abc def\r\n',
  'SSH-2.0-x\r\n',
  'USER foo\r\n\r\n',
  'GET / HTTP/1.1\r\na b: x\r\n\r\n',
  'GET / HTTP/1.1 \r\n\r\n',
]

/** Might become a request until the delay is over. */
const PARTS = ['G', 'abc def ghi', 'GET / HTTP/1.1\r\nHost: a\r\n']

export const scenario = defineScenario({
  name: 'tcp/looks-like-http',
  summary: 'The predefined ACL HTTP wants a whole head, and knows at once what cannot become one.',
  config: `${TCP}
listen fe
    bind {{fe}}
    tcp-request inspect-delay 600
    tcp-request content accept if HTTP
    tcp-request content reject
    server s1 {{s1}}
`,
  servers: { s1: scriptedServer([echo()]) },
  normalise: [
    {
      pattern: / \d+\/\d+(\/\d+\/\d+\/\d+ \d+\/\d+\n?)$/g,
      replacement: ' n/n$1',
      reason: 'the client before may still be on its way out',
    },
  ],
  steps: [
    ...REQUESTS.map((text, index) => client(`request-${index}`, 'fe', send(text), receiveText(text))),
    ...[...OTHERS, ...PARTS].map((text, index) => client(`other-${index}`, 'fe', send(text), receiveEnd())),
  ],
})
