import { resolutionOptions, serverLines } from '@weir/balance'
import type { Diagnostic } from '@weir/base'
import { type Model, OptionsStore } from '@weir/keyword'
import { expect, test } from 'vitest'
import { doResolve } from '../../actions/do-resolve.ts'
import { knownResolvers } from './known-resolvers.ts'

const span = { file: 'test', line: 1, column: 0, length: 1 }

function messagesOf(serverResolvers: (string | null)[], ruleResolvers: string[]): string[] {
  const options = new OptionsStore()
  for (const [index, resolvers] of serverResolvers.entries()) {
    const line = new OptionsStore()
    line.get(resolutionOptions).resolvers = resolvers
    options.get(serverLines).serverLines.push({ name: `s${index}`, address: null as never, options: line, span })
  }
  const rules = ruleResolvers.map((resolvers) => ({ action: { keyword: doResolve, values: [{ resolvers }], span } }))
  const model = {
    proxies: [{ name: 'p', options, rules: new Map([['http-request', rules]]) }],
    find: (kind: string, name: string) => (kind === 'resolvers' && name === 'd' ? {} : null),
  }
  const messages: string[] = []
  const report = ({ message }: Omit<Diagnostic, 'stage'>): void => void messages.push(message)
  knownResolvers.run({ model: model as unknown as Model, report })
  return messages
}

test('sections that are there, and the one that always is, are fine', () => {
  expect(messagesOf([null, 'd', 'default'], ['d', 'default'])).toEqual([])
})

test('others are named', () => {
  expect(messagesOf(['nope', ''], ['gone'])).toEqual([
    "proxy 'p', server 's0': unable to find required resolvers 'nope'",
    "proxy 'p', server 's1': unable to find required resolvers ''",
    "Proxy 'p': Can't find resolvers section 'gone' for do-resolve action.",
  ])
})
