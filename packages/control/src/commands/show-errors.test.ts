import type { CapturedMessage } from '@weir/l7'
import { checkDialogue } from '../testing/answers.ts'

const message: CapturedMessage = {
  number: 4,
  wallMs: 0,
  side: 'request',
  frontend: { name: 'fe', id: 2 },
  backend: null,
  server: null,
  source: '192.0.2.1:80',
  bytes: Buffer.from(`GET /${'a'.repeat(70)} HTTP/1.1\r\nX: \x01\t\x1b\\"\xff\r\nB d: x`, 'latin1'),
  errorAt: 100,
}
const date = String.raw`\[\d\d/[A-Z][a-z][a-z]/\d{4}:\d\d:\d\d:\d\d\.000\]`

// The layout is HAProxy's, without the lines about its own flags.
const requestText = String.raw`frontend fe \(#2\): invalid request
  backend <NONE> \(#-1\), server <NONE> \(#-1\), event #4, src 192\.0\.2\.1:80
  buffer starts at 0 \(including 0 out\), \d+ free,
  len 108, wraps at \d+, error at position 100 :
  
  00000  GET /a{65}
  00070\+ aaaaa HTTP/1\.1\\r\\n
  00086  X: \\x01\\t\\e\\\\"\\xFF\\r\\n
  00097  B d: x
`.replace('len 108', `len ${message.bytes.length}`)

checkDialogue(
  'shows what was captured',
  [
    ['show errors zz', 'No such proxy.\n'],
    [
      'show errors',
      new RegExp(`^Total events captured on ${date} : 5\n \n${date} ${requestText} \n${date} backend be`),
    ],
    ['show errors fe request', new RegExp(`: 5\n \n${date} ${requestText}$`)],
    [
      'show errors 2 response',
      /^Total .* : 5\n \n.* backend be \(#4\): invalid response\n {2}frontend fe \(#2\), server s \(#1\), event #3, /,
    ],
    ['show errors -1 request', new RegExp(`${requestText}$`)],
    ['show errors be', /backend be \(#4\): invalid response/],
    ['show errors 9', /: 5\n$/],
  ],
  ({ view }) => {
    const response: CapturedMessage = {
      ...message,
      number: 3,
      side: 'response',
      backend: { name: 'be', id: 4 },
      server: { name: 's', id: 1 },
    }
    view.capturedErrors = { count: 5, all: [response, message] }
  },
)
