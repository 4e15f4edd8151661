import type { Diagnostic } from '@weir/base'
import type { Model } from '@weir/keyword'
import { expect, test } from 'vitest'
import { doLog } from './actions/do-log.ts'
import { logProfileNames } from './log-profile-names.ts'

const span = { file: 'test', line: 1, column: 0, length: 1 }
const rule = (profile: object) => ({ action: { keyword: doLog, name: 'do-log', values: [profile], span } })

test("names 'do-log' rules whose profile does not exist", () => {
  const messages: string[] = []
  const rules = new Map([
    ['tcp-request content', [rule({}), rule({ profile: { text: 'p', span } }), rule({ profile: { text: 'q', span } })]],
  ])
  const model = { proxies: [{ name: 'f', rules }], find: (_kind: string, name: string) => (name === 'q' ? {} : null) }
  const report = ({ message }: Omit<Diagnostic, 'stage'>): void => void messages.push(message)
  logProfileNames.run({ model: model as unknown as Model, report })
  expect(messages).toEqual(["Proxy 'f': do-log action: profile 'p' is invalid."])
})
