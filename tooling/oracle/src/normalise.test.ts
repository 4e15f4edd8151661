import { describe, expect, it } from 'vitest'
import { normaliseLog, normaliseStream, splitTimers, timerBucket } from './normalise.ts'

const HEAD = '<134>Nov 21 09:38:40 haproxy[123]: 127.0.0.1:45678 [21/Nov/2026:09:38:40.585] fe be/s1 '

describe('normaliseLog', () => {
  it('keeps all but moment, pid, port and the fine part of timers', () => {
    expect(normaliseLog(`${HEAD}0/1/2/310/315 200 78 - - ---- 1/1/0/0/0 0/0 "GET / HTTP/1.1"\n`, [])).toBe(
      '<134>127.0.0.1:<port> [<date>] fe be/s1 0/0/0/300/300 200 78 - - ---- 1/1/0/0/0 0/0 "GET / HTTP/1.1"',
    )
    expect(normaliseLog(`${HEAD}1/-1/601 0 SC 1/1/0/0/2 0/0`, [])).toBe(
      '<134>127.0.0.1:<port> [<date>] fe be/s1 0/-1/600 0 SC 1/1/0/0/2 0/0',
    )
  })
})

describe('timerBucket', () => {
  it.each([
    ['-1', '-1'],
    ['0', '0'],
    ['149', '0'],
    ['150', '300'],
    ['449', '300'],
  ])('%s is %s', (time, bucket) => expect(timerBucket(time)).toBe(bucket))
})

describe('splitTimers', () => {
  it('leaves the counts in the rest', () => {
    const { rest, timersMs } = splitTimers('[<date>] fe be/s1 0/0/300 9 cD 1/1/0/0/0 0/0')
    expect(timersMs).toEqual([0, 0, 300])
    expect(rest).toBe('[<date>] fe be/s1 9 cD 1/1/0/0/0 0/0')
  })
})

describe('normaliseStream', () => {
  it('cuts after line feeds', () => expect(normaliseStream('a\r\nb\n\nc', [])).toEqual(['a\r\n', 'b\n', '\n', 'c']))
  it('tells long streams apart by their hash', () => {
    const [one] = normaliseStream('a'.repeat(9000), [])
    const [other] = normaliseStream(`${'a'.repeat(8999)}b`, [])
    expect(one).toMatch(/^<9000 bytes, sha256 /)
    expect(one).not.toBe(other)
  })
})
