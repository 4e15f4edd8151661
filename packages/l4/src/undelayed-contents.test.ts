import { type Model, OptionsStore, type Source } from '@weir/keyword'
import { expect, test } from 'vitest'
import { proxyOptions } from './options.ts'
import { undelayedContents } from './undelayed-contents.ts'

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
