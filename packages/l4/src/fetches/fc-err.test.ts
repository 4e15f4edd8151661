import { expect, test } from 'vitest'
import { type FixtureSettings, KeywordHarness, ProxyFixture } from '../testing/index.ts'

/** A fixture whose log lines are what `expressions` give at the end of a stream or session. */
async function logging(expressions: readonly string[], settings: FixtureSettings = {}) {
  const lines: string[] = []
  const fixture = new ProxyFixture({
    ...settings,
    log: {
      logger: {
        log: (stream) => lines.push(expressions.map((text) => harness.text(text, stream)).join(' ')),
        logStep: () => {},
        logSession: (session) => lines.push(expressions.map((text) => harness.text(text, session)).join(' ')),
      },
    },
  })
  const harness = new KeywordHarness(fixture)
  await fixture.start()
  return { fixture, lines }
}

test.each([
  ['a client that closes in order', 'close', 'client', '0 Success  0 Success '],
  ['a client that resets', 'reset', 'client', '47 ECONNRESET returned by OS ERESET 0 Success '],
  ['a server that resets', 'reset', 'server', '0 Success  47 ECONNRESET returned by OS ERESET'],
] as const)('%s', async (_, how, side, expected) => {
  const { fixture, lines } = await logging([
    'fc_err',
    'fc_err_str',
    'fc_err_name',
    'bc_err',
    'bc_err_str',
    'bc_err_name',
  ])
  const client = fixture.client()
  client.connection.writeText('x')
  fixture.advance()
  const server = fixture.servers[0]!.peers[0]!
  const [first, second] = side === 'client' ? [client, server] : [server, client]
  first.connection[how]()
  fixture.advance()
  second.connection.close()
  fixture.advance(1000)
  expect(lines).toEqual([expected])
})

test('a server that was not reached has no connection to tell of', async () => {
  const { fixture, lines } = await logging(['fc_err', 'bc_err', 'bc_err_str', 'bc_err_name'], {
    servers: [{ isDisabled: true }],
  })
  fixture.client()
  fixture.advance(1000)
  expect(lines).toEqual(['0   '])
})

test.each([
  ['', 'end', '11 PRX_EMPTY'],
  ['PRO', 'end', '14 PRX_TRUNCATED'],
  ['PRO', 'reset', '12 PRX_ABORT'],
  ['PRO', 'wait', '13 PRX_TIMEOUT'],
  ['XXXX\r\n', 'wait', '15 PRX_NOT_HDR'],
  ['PROXY TCP4 1.2.3.4\r\n', 'wait', '16 PRX_BAD_HDR'],
  ['PROXY FOO4 1.2.3.4\r\n', 'wait', '17 PRX_BAD_PROTO'],
  ['\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x01a', 'wait', '16 PRX_BAD_HDR'],
])('PROXY header %j, then %s', async (text, then, expected) => {
  const { fixture, lines } = await logging(['fc_err', 'fc_err_name'], { listener: { expectsProxyHeader: true } })
  fixture.frontend.timeouts = { ...fixture.frontend.timeouts, clientHandshakeMs: 500 }
  const client = fixture.client()
  if (text !== '') client.connection.writeText(text)
  fixture.advance()
  if (then === 'end') client.connection.shutdown()
  if (then === 'reset') client.connection.reset()
  fixture.advance(1000)
  expect(lines).toEqual([expected])
})
