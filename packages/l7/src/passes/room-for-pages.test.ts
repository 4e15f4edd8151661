import { type Model, OptionsStore } from '@weir/keyword'
import { processOptions } from '@weir/l4'
import { expect, test } from 'vitest'
import { roomForPages } from './room-for-pages.ts'

// The number of messages, as the oracle has it.
test.each([
  [16384, 0],
  [352, 0],
  [336, 2],
  [208, 19],
])('a buffer of %i bytes lacks room for %i pages', (bytes, count) => {
  const options = new OptionsStore()
  options.get(processOptions).bufferSizeBytes = bytes
  const messages: string[] = []
  roomForPages.run({
    model: { global: { options, span: null } } as unknown as Model,
    report: ({ severity, message }) => void messages.push(`${severity} ${message}`),
  })
  expect(messages).toHaveLength(count)
  for (const message of messages)
    expect(message).toMatch(/^alert invalid default message for HTTP return code \d+: no room/)
})
