import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'

test.each([
  ['bytes_in', '0'],
  ['bytes_out', '0'],
  ['req.bytes_in', '0'],
  ['res.bytes_in', '0'],
  ['req.bytes_out', '0'],
  ['res.bytes_out', '0'],
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
  expect(['bytes_in', 'res.bytes_in', 'req.bytes_out', 'res.bytes_out'].map((name) => harness.text(name))).toEqual([
    '4',
    '6',
    '4',
    '6',
  ])
  const { counters } = fixture.servers[0]!.state
  client.connection.reset()
  fixture.advance()
  expect([counters.requestBytesOut, counters.responseBytesOut]).toEqual([4, 6])
})
