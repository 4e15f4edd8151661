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
  expect(() => harness.act(switchMode, 'switch-mode tcp')).toThrow("expects 'http'")
})
