import { createBinder } from '@weir/sample'
import { expect, test } from 'vitest'
import { KeywordHarness, nothingLeft, ProxyFixture } from '../testing/index.ts'
import { expectProxy } from './expect-proxy.ts'

const start = () =>
  new ProxyFixture({
    frontend: { connectionRules: [expectProxy.bind(['layer4'], createBinder(), 'tcp-request connection')] },
  }).start()

test('takes addresses and the rest of the bytes', async () => {
  const fixture = await start()
  const client = fixture.client()
  client.connection.writeText('PROXY TCP4 192.0.2.1 192.0.2.2 1000 80\r\nhello')
  fixture.advance()
  const harness = new KeywordHarness(fixture)
  expect([harness.text('src'), harness.text('src_port'), harness.text('dst'), harness.text('fc_src')]).toEqual([
    '192.0.2.1',
    '1000',
    '192.0.2.2',
    '127.0.0.1',
  ])
  expect(harness.text('fc_rcvd_proxy')).toBe('1')
  expect(fixture.servers[0]!.peers[0]!.sink.text).toBe('hello')
})

test.each([
  ['anything else', 'GET / HTTP/1.1\r\n', 'session PR fe'],
  ['nothing', '', 'session CR fe'],
])('closes on %s', async (_name, text, log) => {
  const fixture = await start()
  const client = fixture.client()
  client.connection.writeText(text)
  client.connection.shutdown()
  fixture.advance()
  expect(fixture.logs).toEqual([log])
  fixture.cutAll()
  expect(fixture.leftovers).toEqual(nothingLeft)
})

test('a header is not waited for without end', async () => {
  const fixture = await start()
  fixture.frontend.timeouts = { ...fixture.frontend.timeouts, clientHandshakeMs: 500 }
  fixture.client()
  fixture.advance(500)
  expect(fixture.logs).toEqual(['session cR fe'])
})
