/** Hosts that small sections name are looked up when a configuration is checked. */
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { askWeir } from './corpus/verdict.ts'

/** Names that stay unknown where no name is known. */
async function check(...lines: string[]): Promise<readonly string[]> {
  const { alerts, unresolved, failure } = await askWeir(`${lines.join('\n')}\n`, 'here')
  expect([alerts, failure]).toEqual([[], null])
  return unresolved
}

const unknown = (line: number, subject: string, host: string) =>
  `parsing [C:${line}] : '${subject}' : could not resolve address '${host}'.`

const invalid = (line: number, subject: string, host: string) =>
  `parsing [C:${line}] : ${subject}invalid address: '${host}'.`

const backend = ['defaults', 'timeout client 1s', 'timeout server 1s', 'timeout connect 1s', 'backend b']

test.each([
  [
    [...backend, 'server s 127.0.0.1:1 check addr one.test:2 agent-check agent-port 1 agent-addr two.test'],
    [invalid(6, "'addr' : ", 'one.test'), invalid(6, "'agent-addr' : ", 'two.test')],
  ],
  [
    [...backend, 'source three.test', 'server s 127.0.0.1:1 source ipv4@four.test:1-9 socks4 five.test:1080'],
    [
      invalid(6, "'source' : ", 'three.test'),
      invalid(7, "'source' : ", 'four.test'),
      invalid(7, "'socks4 five.test:1080' : ", 'five.test'),
    ],
  ],
  [
    [...backend, 'option tcp-check', 'tcp-check connect addr six.test:1', 'server s localhost:1 check addr localhost'],
    [invalid(7, "'connect' : ", 'six.test')],
  ],
  [['ring r', 'server s ipv6@127.0.0.1:514'], [unknown(2, 'server r/s', '127.0.0.1')]],
  [
    ['peers p', 'peer a one.test:1', 'server b ipv6@two.test:2'],
    [unknown(2, 'peer a', 'one.test'), unknown(3, 'server b', 'two.test')],
  ],
  [['mailers m', 'mailer a mail.test:25'], [unknown(2, 'mailer a', 'mail.test')]],
  [['ring r', 'server s log.test:514'], [unknown(2, 'server r/s', 'log.test')]],
  [['peers p', 'peer a 127.0.0.1:1', 'mailers m', 'mailer a [::1]:25', 'ring r', 'server s /run/log'], []],
])('%j', async (lines, expected) => expect(await check(...lines)).toEqual(expected))

test('a check opens no connection', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const from: unknown[] = []
  server.on('connection', (socket: Socket) => from.push(socket.remotePort))
  const { port } = server.address() as AddressInfo
  const ring = ['ring r', 'timeout connect 1s', 'timeout server 1s', `server s 127.0.0.1:${port}`]
  const global = ['global', 'log ring@r local0', `log tcp@127.0.0.1:${port} local0`]
  expect(await check(...global, ...ring, ...backend, 'log global', 'server s 127.0.0.1:1')).toEqual([])
  // Whoever came before would be seen before.
  const last = connect(port, '127.0.0.1')
  await once(server, 'connection')
  expect(from).toEqual([last.localPort])
  last.destroy()
  server.close()
})
