import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { bufferTunables, inertTunables, tuneBufsize, tuneMaxaccept } from './tune.ts'

test('reads the size of buffers', () => {
  expect(readLine(tuneBufsize, 'tune.bufsize 32k').record.bufferSizeBytes).toBe(32768)
  expect(readLine(tuneBufsize, 'tune.bufsize 0').errors).toEqual(["'tune.bufsize' expects a positive size"])
})

test('reads what has no effect', () => {
  expect(readLine(tuneMaxaccept, 'tune.maxaccept -1').record.maxAccept).toBe(-1)
  for (const keyword of bufferTunables) expect(readLine(keyword, `${keyword.name} 64k`).errors).toEqual([])
  expect(readLine(bufferTunables[0]!, `${bufferTunables[0]!.name} x`).errors[0]).toContain('expects a size')
})

/** A value that each takes, and one that it does not. */
const values: Readonly<Record<string, readonly [good: string, bad: string | null]>> = {
  'tune.buffers.limit': ['10', ''],
  'tune.buffers.reserve': ['2', ''],
  'tune.bufsize.large': ['64k', 'x'],
  'tune.bufsize.small': ['1k', 'x'],
  'tune.pipesize': ['65536', ''],
  'tune.recv_enough': ['1000', ''],
  'tune.maxpollevents': ['200', '1000001'],
  'tune.events.max-events-at-once': ['100', '10001'],
  'tune.epoll.mask-events': ['err,rdhup', 'err,x'],
  'tune.runqueue-depth': ['10', ''],
  'tune.sched.low-latency': ['on', 'x'],
  'tune.max-rules-at-once': ['50', ''],
  'tune.fd.edge-triggered': ['off', ''],
  'tune.fd.tables': ['shared', 'x'],
  'tune.listener.default-shards': ['by-thread', 'by-x'],
  'tune.listener.multi-queue': ['fair', ''],
  'tune.idle-pool.shared': ['full', 'x'],
  'tune.memory.hot-size': ['512k', 'x'],
  'tune.pool-high-fd-ratio': ['100', '101'],
  'tune.pool-low-fd-ratio': ['0', '-1'],
  'tune.disable-fast-forward': ['', null],
  'tune.disable-zero-copy-forwarding': ['', null],
  'tune.applet.zero-copy-forwarding': ['off', 'no'],
  'tune.pt.zero-copy-forwarding': ['off', 'no'],
  'tune.takeover-other-tg-connections': ['full', 'x'],
}

test.each(inertTunables.map((keyword) => [keyword.name, keyword] as const))('%s', (name, keyword) => {
  const [good, bad] = values[name]!
  expect(readLine(keyword, `${name} ${good}`.trim()).errors).toEqual([])
  if (bad !== null) expect(readLine(keyword, `${name} ${bad}`.trim()).errors).toHaveLength(1)
})

test('says what will go', () => {
  const keyword = inertTunables.find(({ name }) => name === 'tune.takeover-other-tg-connections')!
  expect(readLine(keyword, `${keyword.name} full`).warnings).toEqual([expect.stringContaining('is deprecated')])
})
