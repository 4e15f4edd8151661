import { expect, test } from 'vitest'
import { renderChart } from './chart.ts'
import type { Measurement, ScenarioResult } from './measure.ts'
import { ratio, renderReport } from './report.ts'
import { scenarios } from './scenarios.ts'
import { median, roundOrder } from './statistics.ts'

const measurement = (contender: string, cpuUsPerRequest: number, facts: Partial<Measurement> = {}): Measurement => ({
  contender,
  requestsPerSecond: 1_000_000 / cpuUsPerRequest,
  cpuUsPerRequest,
  p50Ms: 0.5,
  p99Ms: 12.34,
  residentBytes: 64 << 20,
  errors: 0,
  ...facts,
})

const result: ScenarioResult = {
  scenario: scenarios[0]!,
  measurements: [measurement('HAProxy', 16), measurement('Weir', 20), measurement('Caddy & co', 56, { errors: 7 })],
  skipped: [
    { contender: 'nginx', reason: 'needs nginx' },
    { contender: 'undici', reason: 'no layer 4' },
    { contender: 'http-proxy', reason: 'no layer 4' },
  ],
}
const facts = { cores: 2, isPinned: true, rounds: 3, seconds: 2, versions: ['HAProxy 2.6', 'Node 26.10.0'] }

test.each([
  [[3], 3],
  [[5, 1, 3], 3],
  [[4, 1, 3, 2], 2.5],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected)
})

test('there is no median of nothing', () => {
  expect(() => median([])).toThrow('no values')
})

test('every second round goes the other way, and the list itself stays', () => {
  const items = ['a', 'b', 'c']
  expect([0, 1, 2].map((round) => roundOrder(items, round).join(''))).toEqual(['abc', 'cba', 'abc'])
  expect(items.join('')).toBe('abc')
})

test('ratios are against HAProxy, where it took part', () => {
  expect(ratio(20, 16)).toBe('1.25 ×')
  expect(ratio(20, undefined)).toBe('–')
  const page = renderReport(facts, [result], [])
  expect(page).toContain('| HAProxy | 62,500 | 1.00 × | 16.0 | 1.00 × | 0.50 | 12.3 | 64 |  |')
  expect(page).toContain('| **Weir** | 50,000 | 0.80 × | 20.0 | 1.25 × | 0.50 | 12.3 | 64 |  |')
  expect(page).toContain('| Caddy & co | 17,857 | 0.29 × | 56.0 | 3.50 × | 0.50 | 12.3 | 64 | 7 errors |')
  const without = { ...result, measurements: result.measurements.slice(1) }
  expect(renderReport(facts, [without], [])).toContain('| **Weir** | 50,000 | – | 20.0 | – |')
})

test('who was skipped is listed by reason', () => {
  const page = renderReport(facts, [result], [])
  expect(page).toContain('- skipped: nginx: needs nginx\n- skipped: undici, http-proxy: no layer 4')
})

test('start-up times have a table of their own', () => {
  const page = renderReport(
    facts,
    [],
    [
      { contender: 'HAProxy', startupMs: 20 },
      { contender: 'Weir', startupMs: 90 },
    ],
  )
  expect(page).toContain('| Weir | 90 | 4.50 × |')
})

test('a chart has one bar a proxy, in proportion and with names escaped', () => {
  const svg = renderChart([result])
  const widths = [...svg.matchAll(/<rect class="bar[^"]*" x="110" y="\d+" width="([\d.]+)"/g)].map(([, width]) =>
    Number(width),
  )
  expect(widths).toHaveLength(3)
  expect(widths[0]! / widths[2]!).toBeCloseTo(16 / 56, 2)
  expect(svg).toContain('Caddy &amp; co')
  expect(svg.match(/class="bar weir"/g)).toHaveLength(1)
  expect(svg).toMatch(/^<svg [^>]*>[\s\S]*<\/svg>\n$/)
})

test('a scenario that nobody could run has no panel', () => {
  expect(renderChart([{ ...result, measurements: [] }])).not.toContain('<rect')
})
