import { type Model, OptionsStore, type SectionModel } from '@weir/keyword'
import { stickOptions } from '@weir/stick-table'
import { expect, test } from 'vitest'
import { peersOptions, processOptions } from '../options.ts'
import { localPeer } from './local-peer.ts'

const span = { file: 'f', line: 1, column: 0, length: 1 }

function check(
  names: readonly string[],
  { given = null, configured = null }: { given?: string | null; configured?: string | null } = {},
  hasAddress = false,
) {
  const options = new OptionsStore()
  for (const name of names) {
    options.get(peersOptions).peers.push({
      keyword: 'server',
      name,
      address: hasAddress ? ({ text: '127.0.0.1', port: 1025 } as never) : null,
      listenProblem: null,
      options: new OptionsStore(),
      span,
    })
  }
  const globalOptions = new OptionsStore()
  globalOptions.get(processOptions).localPeer = configured
  const section = { kind: 'peers', name: 'm', span, options } as SectionModel
  const proxyOptions = new OptionsStore()
  proxyOptions.get(stickOptions).table = { peers: { target: section, span } } as never
  const proxies = [{ name: 'b', options: proxyOptions }]
  const messages: string[] = []
  localPeer.run({
    model: { sections: [section], proxies, global: { options: globalOptions } } as unknown as Model,
    host: { name: 'host', localPeer: given },
    report: ({ severity, message }) => void messages.push(`${severity}: ${message}`),
  })
  return messages
}

test.each([
  [['A', 'host'], {}, []],
  [['A'], {}, ["warning: Removing incomplete section 'peers m' (no peer named 'host')."]],
  [['A'], { configured: 'A' }, []],
  [['A'], { given: 'B', configured: 'A' }, ["warning: Removing incomplete section 'peers m' (no peer named 'B')."]],
])('peers %j of %j', (names, local, expected) => {
  expect(check(names, local)).toEqual(expected)
})

test('the server line of this process has no address', () => {
  expect(check(['A'], { given: 'A' }, true)).toEqual([
    "alert: 'server A/A' : unknown keyword '127.0.0.1:1025'. Hint: no address was expected for this server.",
  ])
})

test.each([
  ["missing port specification in '127.0.0.1'", ["alert: 'peer A' : missing port specification in '127.0.0.1'"]],
  [null, []],
])('this process can listen at the address of its peer line: %s', (listenProblem, expected) => {
  const options = new OptionsStore()
  const address = { text: '127.0.0.1' } as never
  const line = { keyword: 'peer', name: 'A', address, listenProblem, options, span } as const
  const { peers } = options.get(peersOptions)
  peers.push(line, { ...line, name: 'B', listenProblem: 'no matter' })
  const section = { kind: 'peers', name: 'm', span, options } as SectionModel
  const messages: string[] = []
  localPeer.run({
    model: { sections: [section], global: { options: new OptionsStore() } } as unknown as Model,
    host: { name: 'host', localPeer: 'A' },
    report: ({ severity, message }) => void messages.push(`${severity}: ${message}`),
  })
  expect(messages).toEqual(expected)
})

test('only the name of this process has to be unique', () => {
  expect(check(['host', 'A', 'A'])).toEqual([])
  expect(check(['A', 'host', 'host'])).toEqual(["alert: 'server host' : local peer name already referenced at f:1."])
})

test('a table cannot be shared by a section that says nothing', () => {
  expect(check([])).toEqual([
    "alert: Proxy 'b': unable to find local peer 'host' in peers section 'm'.",
    "warning: Removing incomplete section 'peers m' (no peer named 'host').",
  ])
})
