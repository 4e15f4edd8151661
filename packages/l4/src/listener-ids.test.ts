import type { Diagnostic } from '@weir/base'
import { type Model, OptionsStore } from '@weir/keyword'
import { expect, test } from 'vitest'
import { bindLines, bindOptions } from './bind-options.ts'
import { listenerIds } from './listener-ids.ts'

/** The messages about a frontend whose listeners have these numbers. */
function check(...ids: readonly (number | null)[]): string[] {
  const options = new OptionsStore()
  for (const [index, id] of ids.entries()) {
    const own = new OptionsStore()
    own.get(bindOptions).id = id
    const span = { file: 'c', line: index + 1, column: 0, length: 1 }
    options.get(bindLines).lines.push({ text: `:${index}`, addresses: [], options: own, span })
  }
  const messages: string[] = []
  const report = ({ message }: Omit<Diagnostic, 'stage'>): void => void messages.push(message)
  listenerIds.run({ model: { proxies: [{ kind: 'frontend', options }] } as unknown as Model, report })
  return messages
}

test('listeners with numbers of their own are fine', () => expect(check(1, null, 2, null)).toEqual([]))

test('a number may be given once', () => {
  expect(check(7, 7)).toEqual(["'bind :1' in section 'frontend' : 'id' : custom id 7 already used at c:1 ('bind :0')"])
})
