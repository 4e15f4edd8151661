import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'

test.each([
  ['connslots(be)', '9'],
  ['queue(be)', '0'],
  ['avg_queue(be)', '0'],
  ['nbsrv(be)', '2'],
  ['nbsrv', '2'],
])('%s', async (expression, expected) => {
  const fixture = await new ProxyFixture({
    servers: [
      { maxconn: 3, maxqueue: 2 },
      { maxconn: 3, maxqueue: 2 },
    ],
  }).start()
  fixture.client()
  expect(new KeywordHarness(fixture).text(expression)).toBe(expected)
})

test('counts who waits, for each usable server', async () => {
  const fixture = await new ProxyFixture({ servers: [{ maxconn: 1 }, { maxconn: 1 }, { isDisabled: true }] }).start()
  for (let count = 0; count < 5; count++) fixture.client()
  const harness = new KeywordHarness(fixture)
  expect([harness.text('queue(be)'), harness.text('avg_queue(be)'), harness.text('connslots(be)')]).toEqual([
    '3',
    '2',
    '-1',
  ])
})
