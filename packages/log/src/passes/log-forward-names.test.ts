import type { Diagnostic } from '@weir/base'
import type { Model } from '@weir/keyword'
import { expect, test } from 'vitest'
import { logForwardNames } from './log-forward-names.ts'

test.each([
  ['backend', 1, 3, "alert log forward section 'f' has the same name as backend 'f' declared at c:1."],
  ['defaults', 1, 3, "warning log forward section 'f' has the same name as defaults 'f' declared at c:1."],
  ['backend', 4, 2, "alert backend 'f' has the same name as log forward section 'f' declared at c:2."],
])('%s at line %i, a forwarder at line %i', (kind, proxyLine, line, expected) => {
  const messages: string[] = []
  const at = (type: string, where: number) => ({
    kind: type,
    name: 'f',
    span: { file: 'c', line: where, column: 0, length: 1 },
  })
  const others = { proxies: [] as unknown[], defaults: [] as unknown[] }
  others[kind === 'defaults' ? 'defaults' : 'proxies'].push(at(kind, proxyLine))
  const model = { sections: [at('log-forward', line)], ...others } as unknown as Model
  const report = ({ severity, message }: Omit<Diagnostic, 'stage'>): void =>
    void messages.push(`${severity} ${message}`)
  logForwardNames.run({ model, report })
  expect(messages).toEqual([expected])
})
