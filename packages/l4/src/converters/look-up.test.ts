import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'

test.each([
  ['str(be),nbsrv', '1'],
  ['str(no-such-backend),nbsrv', null],
  ['str(be/s1),srv_is_up', '1'],
  ['str(be/s2),srv_is_up', '0'],
  ['str(s1),srv_is_up', '1'],
  ['str(be/s9),srv_is_up', null],
  ['str(be/s1),srv_queue', '0'],
  ['str(no-such-backend/s1),srv_queue', null],
  ['str(fe),fe_exists', '1'],
  ['str(be),fe_exists', '0'],
])('%s', async (expression, expected) => {
  const fixture = await new ProxyFixture({ servers: [{}, { isDisabled: true }] }).start()
  fixture.client()
  expect(new KeywordHarness(fixture).text(expression)).toBe(expected)
})
