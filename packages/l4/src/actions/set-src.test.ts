import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'
import { addressActions } from './set-src.ts'

test.each([
  ['set-src str(10.1.1.1)', 'src', '10.1.1.1'],
  ['set-dst str(::5)', 'dst', '::5'],
  ['set-src-port int(4)', 'src_port', '4'],
  ['set-dst-port int(65537)', 'dst_port', '1'],
  ['set-src src,ipmask(8)', 'src', '127.0.0.0'],
  ['set-dst-port int(65536)', 'dst_port', null],
  ['set-src bool(true)', 'src', '127.0.0.1'],
  ['set-src bin(0a000001)', 'src', '127.0.0.1'],
  ['set-src meth(GET)', 'src', '127.0.0.1'],
  ['set-src-port ipv6(::1)', 'src,ipmask(32)', '127.0.0.1'],
])('%s', async (line, expression, expected) => {
  const fixture = await new ProxyFixture().start()
  fixture.client()
  const harness = new KeywordHarness(fixture)
  const keyword = addressActions.find(({ name }) => name === line.split(' ')[0])!
  harness.act(keyword, line)
  expect(harness.text(expression)).toBe(expected)
})
