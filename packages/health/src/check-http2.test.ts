import { expect, test } from 'vitest'
import { answer, createCheckFixture } from './testing/check-fixture.ts'

const http = 'option httpchk\n'
const named = `${http}http-check connect proto h2\n`

/** Whether a check of such a server speaks HTTP/2, where the server itself is spoken to in `protocol`. */
test.each<[string, string, 'h1' | 'h2' | null, boolean]>([
  ['as its server', `${http}server s1 127.0.0.1:80 check`, 'h2', true],
  ['as its server at another port', `${http}server s1 127.0.0.1:81 check port 80`, 'h2', true],
  ['by default', `${http}server s1 127.0.0.1:80 check`, null, false],
  ['by check-proto', `${http}server s1 127.0.0.1:80 check check-proto h2`, null, true],
  ['by check-proto against its server', `${http}server s1 127.0.0.1:80 check check-proto h1`, 'h2', false],
  ['by a rule', `${named}server s1 127.0.0.1:80 check`, null, true],
  ['by a rule that says nothing', `${http}http-check connect\nserver s1 127.0.0.1:80 check`, 'h2', false],
  ['at layer 4', 'server s1 127.0.0.1:80 check', 'h2', false],
])('%s', async (_, lines, protocol, expected) => {
  let spoken = 0
  const fixture = createCheckFixture(lines, {
    protocol,
    speakHttp2: (connection) => {
      spoken++
      return connection
    },
  })
  await fixture.serve(80, answer('HTTP/2.0 200 \r\ncontent-length: 0\r\n\r\n'))
  fixture.monitor.start()
  fixture.clock.advance(0)
  expect(fixture.backend.servers[0]!.check.status).toBe(lines.startsWith(http) ? 'L7OK' : 'L4OK')
  expect(spoken).toBe(expected ? 1 : 0)
})
