import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'

test.each([
  ['bytes_in', '0'],
  ['bytes_out', '0'],
  ['req.bytes_in', '0'],
  ['res.bytes_in', '0'],
])('%s', async (expression, expected) => {
  const fixture = await new ProxyFixture().start()
  fixture.client()
  expect(new KeywordHarness(fixture).text(expression)).toBe(expected)
})

test('counts what went through', async () => {
  const fixture = await new ProxyFixture().start()
  const client = fixture.client()
  client.connection.writeText('1234')
  fixture.servers[0]!.peers[0]!.connection.writeText('123456')
  fixture.advance()
  const harness = new KeywordHarness(fixture)
  expect([harness.text('bytes_in'), harness.text('res.bytes_in')]).toEqual(['4', '6'])
})
