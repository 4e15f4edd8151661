import { createBinder } from '@weir/sample'
import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture, RecordingSink } from '../testing/index.ts'
import { switchMode } from './switch-mode.ts'

test('gives the session to layer 7 with what has come', async () => {
  const sink = new RecordingSink()
  const fixture = await new ProxyFixture({
    frontend: {
      contentRules: [switchMode.bind([null], createBinder(), 'tcp-request content')],
      httpHandler: (session) => void sink.attach(session.connection),
    },
  }).start()
  const client = fixture.client()
  client.connection.writeText('GET / HTTP/1.1\r\n\r\n')
  fixture.advance()
  expect(sink.text).toBe('GET / HTTP/1.1\r\n\r\n')
  expect(fixture.engine.streams.size).toBe(0)
  expect(fixture.servers[0]!.peers).toEqual([])
})

test('reads the protocol', async () => {
  const fixture = await new ProxyFixture().start()
  fixture.client()
  const harness = new KeywordHarness(fixture)
  harness.act(switchMode, 'switch-mode http proto h2')
  expect(harness.context.session!.protocolOverride).toBe('h2')
})

test.each([
  ['switch-mode', 'expects a mode as argument'],
  ['switch-mode tcp', "expects a valid mode (got 'tcp')"],
  ['switch-mode http proto', "'proto' expects a protocol as argument"],
  ['switch-mode http proto foo', "expects a valid MUX protocol, if specified (got 'foo')"],
  ['switch-mode http proto none', "MUX protocol 'none' is not compatible with the selected mode"],
])('refuses %s', async (line, message) => {
  const harness = new KeywordHarness(await new ProxyFixture().start())
  expect(() => harness.act(switchMode, line)).toThrow(message)
})
