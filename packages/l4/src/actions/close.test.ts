import { createBinder } from '@weir/sample'
import { expect, test } from 'vitest'
import { nothingLeft, ProxyFixture } from '../testing/index.ts'
import { close } from './close.ts'

test('ends the session in order', async () => {
  const rule = close.bind([], createBinder(), 'tcp-response content')
  const fixture = await new ProxyFixture({ backend: { responseRules: [rule] } }).start()
  const client = fixture.client()
  fixture.servers[0]!.peers[0]!.connection.writeText('secret')
  fixture.advance()
  expect([client.sink.text, client.sink.hasEnded]).toEqual(['', true])
  fixture.cutAll()
  expect(fixture.logs).toEqual(['be/s1 0/0/0 6 -- 0 0/0'])
  expect(fixture.leftovers).toEqual(nothingLeft)
})
