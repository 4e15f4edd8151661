import type { Diagnostic } from '@weir/base'
import type { Model } from '@weir/keyword'
import { expect, test } from 'vitest'
import { logForwardNames } from './log-forward-names.ts'

test.each([
  [1, 3, "log forward section 'f' has the same name as backend 'f' declared at c:1."],
  [4, 2, "backend 'f' has the same name as log forward section 'f' declared at c:2."],
])('a proxy at line %i, a forwarder at line %i', (proxyLine, line, expected) => {
  const messages: string[] = []
  const at = (kind: string, where: number) => ({
    kind,
    name: 'f',
    span: { file: 'c', line: where, column: 0, length: 1 },
  })
  const model = { sections: [at('log-forward', line)], proxies: [at('backend', proxyLine)] } as unknown as Model
  const report = ({ message }: Omit<Diagnostic, 'stage'>): void => void messages.push(message)
  logForwardNames.run({ model, report })
  expect(messages).toEqual([expected])
})
