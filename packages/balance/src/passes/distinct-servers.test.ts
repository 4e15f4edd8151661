import { type Model, OptionsStore, type ProxyModel } from '@weir/keyword'
import { expect, test } from 'vitest'
import { type ServerLine, serverLines } from '../options.ts'
import { distinctServers } from './distinct-servers.ts'

const serverAt = (line: number) =>
  ({ name: 's', options: new OptionsStore(), span: { file: 'f', line, column: 0, length: 1 } }) as unknown as ServerLine

test.each([
  [false, ["alert 5 backend 'b', another server named 's' was already defined at line 4, please use distinct names."]],
  [true, []],
])('a second server of one name, where disabled is %s', (isDisabled, expected) => {
  const options = new OptionsStore()
  options.get(serverLines).duplicates.push({ line: serverAt(5), earlier: serverAt(4) })
  const messages: string[] = []
  distinctServers.run({
    model: { proxies: [{ name: 'b', options, isDisabled } as ProxyModel] } as unknown as Model,
    report: ({ severity, span, message }) => void messages.push(`${severity} ${span?.line} ${message}`),
  })
  expect(messages).toEqual(expected)
})
