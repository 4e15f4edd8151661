import { type Model, OptionsStore, type SectionModel } from '@weir/keyword'
import { bindTlsOptions, serverTlsOptions } from '@weir/l4'
import { expect, test } from 'vitest'
import { peersOptions } from '../options.ts'
import { peerTls } from './peer-tls.ts'

const span = { file: 'C', line: 3, column: 0, length: 1 }

function check(speaksTls: boolean, listensWithTls: boolean, name = 'A', isDisabled = false): string[] {
  const options = new OptionsStore()
  const line = new OptionsStore()
  line.get(serverTlsOptions).isEnabled = speaksTls
  const listener = new OptionsStore()
  listener.get(bindTlsOptions).isEnabled = listensWithTls
  const record = options.get(peersOptions)
  record.isDisabled = isDisabled
  record.bindLine = { text: '', addresses: [], options: listener, span }
  record.peers.push({ keyword: 'server', name, address: null, listenProblem: null, options: line, span })
  const messages: string[] = []
  peerTls.run({
    model: {
      sections: [{ kind: 'peers', name: 'm', span, options } as SectionModel],
      global: { options: new OptionsStore() },
    } as unknown as Model,
    host: { name: 'host', localPeer: 'A' },
    report: ({ severity, message }) => void messages.push(`${severity}: ${message}`),
  })
  return messages
}

test.each([
  [true, true, []],
  [false, false, []],
  [
    true,
    false,
    ["warning: Peers section 'm': local peer have a non-SSL listener and a SSL server configured at line C:3."],
  ],
  [
    false,
    true,
    ["warning: Peers section 'm': local peer have a SSL listener and a non-SSL server configured at line C:3."],
  ],
])('speaks TLS: %s, listens with TLS: %s', (speaks, listens, expected) => {
  expect(check(speaks, listens)).toEqual(expected)
})

test('only the local peer of a section that is in use counts', () => {
  expect([...check(true, false, 'B'), ...check(true, false, 'A', true)]).toEqual([])
})
