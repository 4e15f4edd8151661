import type { Diagnostic } from '@weir/base'
import { type Model, OptionsStore } from '@weir/keyword'
import { expect, test } from 'vitest'
import { ringOptions } from '../options.ts'
import { longRingMessages } from './long-ring-messages.ts'

test.each([
  [null, []],
  [16384, []],
  [16385, ["ring 'r' event max length '16385' exceeds size, forced to size '16384'."]],
])('maxlen %s', (maxLengthBytes, expected) => {
  const options = new OptionsStore()
  options.get(ringOptions).maxLengthBytes = maxLengthBytes
  const messages: string[] = []
  const report = ({ message }: Omit<Diagnostic, 'stage'>): void => void messages.push(message)
  longRingMessages.run({ model: { sections: [{ kind: 'ring', name: 'r', options }] } as unknown as Model, report })
  expect(messages).toEqual(expected)
})
