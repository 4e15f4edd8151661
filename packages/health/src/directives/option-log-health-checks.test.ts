import { expect, test } from 'vitest'
import { createCheckFixture } from '../testing/check-fixture.ts'

test('results are logged with it, and not without or when negated', () => {
  for (const [lines, count] of [
    ['option log-health-checks', 1],
    ['no option log-health-checks', 0],
    ['option log-health-checks\nno option log-health-checks', 0],
  ] as const) {
    const fixture = createCheckFixture(`${lines}\nserver s1 127.0.0.1:80 check`)
    fixture.monitor.start()
    fixture.clock.advance(100)
    expect(fixture.logs.filter((log) => log.startsWith('<5> Health check for server be/s1 failed'))).toHaveLength(count)
  }
})
