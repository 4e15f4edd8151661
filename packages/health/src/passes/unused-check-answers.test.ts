import { readLines } from '@weir/balance/testing'
import type { Model, ProxyModel } from '@weir/keyword'
import { expect, test } from 'vitest'
import { bundles } from '../testing/check-fixture.ts'
import { unusedCheckAnswers } from './unused-check-answers.ts'

function check(lines: string): string[] {
  const { options } = readLines(bundles, lines)
  const proxy = { kind: 'backend', name: 'b', options, isBackend: true, isDisabled: false }
  const messages: string[] = []
  unusedCheckAnswers.run({
    model: { proxies: [proxy as unknown as ProxyModel] } as unknown as Model,
    report: ({ severity, message }) => void messages.push(`${severity} ${message}`),
  })
  return messages
}

const ignored = (word: string) => `warning '${word}' will be ignored for backend 'b' (requires 'option httpchk').`

test.each([
  ['http-check send-state\noption tcp-check', [ignored('send-state')]],
  [
    'http-check disable-on-404\nhttp-check send-state\noption ssl-hello-chk',
    [ignored('disable-on-404'), ignored('send-state')],
  ],
  ['http-check send-state\noption httpchk', []],
  ['http-check send-state', []],
])('%j', (lines, expected) => expect(check(lines)).toEqual(expected))
