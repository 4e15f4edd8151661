import { type Model, OptionsStore } from '@weir/keyword'
import { expect, test } from 'vitest'
import { type RuntimeSocket, runtimeSocketOptions } from '../options.ts'
import { runtimeDescriptors } from './runtime-descriptors.ts'

function check(isSocket?: (fd: number) => boolean): string[] {
  const options = new OptionsStore()
  const lines = [null, 3, 5].map((fd, line) => ({ fd, span: { file: 'C', line, column: 0, length: 1 } }))
  options.get(runtimeSocketOptions).sockets.push(...(lines as unknown as RuntimeSocket[]))
  const messages: string[] = []
  runtimeDescriptors.run({
    model: { global: { options } } as unknown as Model,
    host: { name: 'host', localPeer: null, ...(isSocket === undefined ? {} : { isSocket }) },
    report: ({ severity, message, span }) => void messages.push(`${severity} ${span?.line}: ${message}`),
  })
  return messages
}

test('a descriptor that is no socket is refused where that can be told', () => {
  expect(check((fd) => fd === 3)).toEqual([
    "alert 2: 'stats socket' : cannot use file descriptor '5' : it is no socket",
  ])
  expect(check()).toEqual([])
})
