import { type HostFacts, type Model, OptionsStore } from '@weir/keyword'
import { expect, test } from 'vitest'
import { type BindLine, bindLines } from './bind-options.ts'
import { inheritedSockets } from './inherited-sockets.ts'
import { sectionTlsLines } from './tls/options.ts'

function check(fd: number, host: HostFacts | null, place: 'proxy' | 'log-forward' | 'peers' = 'proxy'): string[] {
  const options = new OptionsStore()
  const span = { file: 'c', line: 1, column: 0, length: 1 }
  const line: BindLine = { text: `fd@${fd}`, addresses: [{ kind: 'fd', fd }], options: new OptionsStore(), span }
  if (place === 'peers') options.get(sectionTlsLines).binds.push(line)
  else options.get(bindLines).lines.push(line)
  const messages: string[] = []
  const section = { options }
  const isProxy = place === 'proxy'
  const model = { proxies: isProxy ? [section] : [], sections: isProxy ? [] : [section] } as unknown as Model
  inheritedSockets.run({ model, host, report: ({ message }) => void messages.push(message) })
  return messages
}

const host = { name: 'h', localPeer: null }

test('a descriptor has to be a socket', () => {
  const isSocket = (descriptor: number): boolean => descriptor === 3
  expect(check(3, { ...host, isSocket })).toEqual([])
  for (const place of ['proxy', 'log-forward', 'peers'] as const)
    expect(check(4, { ...host, isSocket }, place)).toEqual([
      "'bind' : cannot use file descriptor '4' : it is no socket",
    ])
})

test.each([null, host])('nothing is said where nobody knows: %o', (facts) => expect(check(4, facts)).toEqual([]))
