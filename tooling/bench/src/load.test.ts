import { expect, test } from 'vitest'
import { parseWrk } from './load.ts'

const output = (rest = '') => `Running 2s test @ http://127.0.0.1:8080/64
  1 threads and 64 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     1.02ms  340.11us   9.71ms   91.24%
    Req/Sec    61.93k     3.43k   67.04k    75.00%
  Latency Distribution
     50%    0.96ms
     75%    1.07ms
     90%    1.23ms
     99%    4.64ms
  123456 requests in 2.00s, 26.43MB read
${rest}Requests/sec:  61728.50
Transfer/sec:     13.21MB
`

test('reads counts, rate and percentiles', () => {
  expect(parseWrk(output())).toEqual({
    requests: 123456,
    requestsPerSecond: 61728.5,
    p50Ms: 0.96,
    p99Ms: 4.64,
    errors: 0,
  })
})

test.each([
  ['0.96ms', '850.00us', 0.85],
  ['0.96ms', '1.20s', 1200],
  ['0.96ms', '1.50m', 90_000],
])('converts %s given as %s', (given, written, expected) => {
  expect(parseWrk(output().replace(given, written)).p50Ms).toBe(expected)
})

test('counts bad answers and broken connections as errors', () => {
  const trouble = '  Socket errors: connect 1, read 2, write 3, timeout 4\n  Non-2xx or 3xx responses: 100\n'
  expect(parseWrk(output(trouble)).errors).toBe(110)
})

test('anything else is an error that shows what was said', () => {
  expect(() => parseWrk('unable to connect to 127.0.0.1:1 Connection refused')).toThrow('wrk said: unable to connect')
})
