import { type Model, OptionsStore, type Source } from '@weir/keyword'
import { expect, test } from 'vitest'
import { proxyOptions } from './options.ts'
import { lateTracking, undelayedContents } from './undelayed-contents.ts'

function check(action: string, source: Source, inspectDelayMs: number | null, kind = 'frontend'): string[] {
  const options = new OptionsStore()
  options.get(proxyOptions).inspectDelayMs = inspectDelayMs
  const rule = { action: { keyword: { name: action }, values: [{ fetch: { keyword: { source } } }] }, span: null }
  const rules = new Map([['tcp-request content', [rule]]])
  const proxy = { kind, name: 'f', isFrontend: kind !== 'backend', isDisabled: false, options, rules }
  const messages: string[] = []
  const model = { proxies: [proxy] } as unknown as Model
  undelayedContents.run({
    model,
    report: ({ message }) => void messages.push(message.replace(/ rule explicitly .*/, '')),
  })
  return messages
}

test.each<[string, Source, number | null, string, string[]]>([
  ['capture', 'request', null, 'frontend', ["frontend 'f' : a 'tcp-request capture'"]],
  ['track-sc', 'request', null, 'listen', ["proxy 'f' : a 'tcp-request content track-sc*'"]],
  ['capture', 'request', 5000, 'frontend', []],
  ['capture', 'client connection', null, 'frontend', []],
  ['capture', 'constant', null, 'frontend', []],
  ['accept', 'request', null, 'frontend', []],
  ['track-sc', 'request', null, 'backend', []],
])('%s of %s after %s ms in a %s', (action, source, delay, kind, expected) => {
  expect(check(action, source, delay, kind)).toEqual(expected)
})

function checkTracking(source: Source, tested: readonly Source[], mode = 'http'): number {
  const acls = tested.map((each) => ({ expression: { fetch: { keyword: { source: each } } } }))
  const condition = tested.length === 0 ? null : { alternatives: [[{ acls }]] }
  const action = { keyword: { name: 'track-sc' }, values: [{ fetch: { keyword: { source } } }] }
  const rules = new Map([['tcp-request content', [{ action, condition, span: null }]]])
  const proxy = { kind: 'frontend', name: 'f', isFrontend: true, isDisabled: false, mode, rules }
  let count = 0
  lateTracking.run({ model: { proxies: [proxy] } as unknown as Model, report: () => count++ })
  return count
}

test.each<[Source, readonly Source[], string, number]>([
  ['client connection', [], 'http', 1],
  ['client connection', [], 'tcp', 0],
  ['request', [], 'http', 0],
  ['client connection', ['client connection', 'constant'], 'http', 1],
  ['client connection', ['client connection', 'request'], 'http', 0],
])('tracking by %s under %j in mode %s', (source, tested, mode, expected) => {
  expect(checkTracking(source, tested, mode)).toBe(expected)
})
