import { createRandom, VirtualClock } from '@weir/base'
import { expect, test } from 'vitest'
import type { LogSender } from './sender.ts'
import { TrafficLog, type TrafficLogSettings } from './traffic-log.ts'

const context = { clock: new VirtualClock(), random: createRandom(1) }

function setUp(settings: Partial<TrafficLogSettings>, profiles: readonly (string | null)[] = [null]) {
  const sent: unknown[] = []
  const sender: LogSender = {
    isEmpty: profiles.length === 0,
    profiles,
    send: (...values) => sent.push(values),
  }
  const log = new TrafficLog({
    sender,
    format: () => 'plain',
    errorFormat: null,
    structuredData: null,
    profiles: new Map(),
    ...settings,
  })
  return { log, sent }
}

test('a target without a profile gets the format of the proxy', () => {
  const { log, sent } = setUp({ structuredData: () => '[a]' })
  log.write(context, 6, 'close')
  expect(sent).toEqual([[6, 'plain', '[a]', null]])
})

test('errors have a format of their own where there is one', () => {
  const { log, sent } = setUp({ errorFormat: () => 'broken' })
  log.write(context, 6, 'close')
  log.write(context, 3, 'error')
  expect(sent).toEqual([
    [6, 'plain', '', null],
    [3, 'broken', '', null],
  ])
})

test('a profile drops, replaces or leaves a step', () => {
  const nothing = { isDropped: false, format: null, structuredData: null }
  const steps = new Map([
    ['error', { ...nothing, isDropped: true }],
    ['close', { ...nothing, format: () => 'mine', structuredData: () => '[x]' }],
  ] as const)
  const { log, sent } = setUp({ profiles: new Map([['p', steps]]) }, [null, 'p'])
  log.write(context, 6, 'close')
  log.write(context, 6, 'error')
  log.write(context, 6, 'accept')
  expect(sent).toEqual([
    [6, 'plain', '', null],
    [6, 'mine', '[x]', 'p'],
    [6, 'plain', '', null],
    [6, 'plain', '', null],
    [6, 'plain', '', 'p'],
  ])
})

test('a proxy without a format logs nothing', () => {
  const { log, sent } = setUp({ format: null })
  log.write(context, 6, 'close')
  expect(sent).toEqual([])
  expect(setUp({}, []).log.isEmpty).toBe(true)
})
