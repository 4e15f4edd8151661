import { type Model, OptionsStore } from '@weir/keyword'
import { bindLines, bindOptions } from '@weir/l4'
import { expect, test } from 'vitest'
import { listenerProtocols } from './listener-protocols.ts'

/** Verdicts of HAProxy 2.6. */
test.each([
  ['http', null, true],
  ['http', 'h1', true],
  ['http', 'h2', true],
  ['http', 'fcgi', false],
  ['http', 'none', false],
  ['tcp', 'none', true],
  ['tcp', 'h1', false],
  ['tcp', 'h2', false],
] as const)('mode %s: proto %s', (mode, protocol, isKnown) => {
  const options = new OptionsStore()
  const line = new OptionsStore()
  line.get(bindOptions).protocol = protocol
  options.get(bindLines).lines.push({ text: ':80', addresses: [], options: line, span: null as never })
  const messages: string[] = []
  listenerProtocols.run({
    model: { proxies: [{ name: 'f', mode, options, isDisabled: false }] } as unknown as Model,
    report: ({ message }) => void messages.push(message),
  })
  const refusal = `frontend 'f' : MUX protocol '${protocol}' is not usable for 'bind :80'`
  expect(messages).toEqual(isKnown ? [] : [refusal])
})
