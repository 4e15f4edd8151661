import { type HostFacts, type Model, OptionsStore } from '@weir/keyword'
import { expect, test } from 'vitest'
import { bindLines } from './bind-options.ts'
import { inheritedSockets } from './inherited-sockets.ts'

function check(fd: number, host: HostFacts | null): string[] {
  const options = new OptionsStore()
  const span = { file: 'c', line: 1, column: 0, length: 1 }
  options.get(bindLines).lines.push({
    text: `fd@${fd}`,
    addresses: [{ kind: 'fd', fd }],
    options: new OptionsStore(),
    span,
  })
  const messages: string[] = []
  const model = { proxies: [{ options }] } as unknown as Model
  inheritedSockets.run({ model, host, report: ({ message }) => void messages.push(message) })
  return messages
}

const host = { name: 'h', localPeer: null }

test('a descriptor has to be a socket', () => {
  const isSocket = (descriptor: number): boolean => descriptor === 3
  expect(check(3, { ...host, isSocket })).toEqual([])
  expect(check(4, { ...host, isSocket })).toEqual(["'bind' : cannot use file descriptor '4' : it is no socket"])
})

test.each([null, host])('nothing is said where nobody knows: %o', (facts) => expect(check(4, facts)).toEqual([]))
