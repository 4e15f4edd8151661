import { type IpAddress, parseIpAddress } from '@weir/base'
import { type Binder, createParseHost, FAILED, type SampleContext, WordReader } from '@weir/keyword'
import { expect, test } from 'vitest'
import type { Resolvers } from '../resolvers/resolvers.ts'
import { testVocabulary } from '../testing/index.ts'
import { doResolve } from './do-resolve.ts'

const address = parseIpAddress('10.0.0.1')!

function parse(suffix: string) {
  const span = { file: 'test', line: 1, column: 0, length: 1 }
  const errors: string[] = []
  const reader = new WordReader({
    style: 'line',
    keyword: { text: `do-resolve${suffix}`, span },
    suffix,
    words: [],
    host: createParseHost({ vocabulary: testVocabulary }),
    report: ({ message }) => errors.push(message),
  })
  return { value: doResolve.params[0].parse(reader), errors }
}

test.each([
  ['(txn.ip,dns)', 'dns', 6],
  ['(txn.ip,dns,ipv4)', 'dns', 4],
  ['(txn.ip,dns,ipv6)', 'dns', 6],
  ['(txn.ip,dns,)', 'dns', 6],
] as const)('do-resolve%s', (suffix, resolvers, prefers) => {
  expect(parse(suffix)).toMatchObject({
    value: { resolvers, prefers, variable: { scope: 'txn', name: 'ip' } },
    errors: [],
  })
})

test.each([
  ['', "Can't parse 'do-resolve'. Expects 'do-resolve(<varname>,<resolvers>[,<options>]) <expr>'."],
  ['(txn.ip)', "Can't parse 'do-resolve(txn.ip)'."],
  ['(txn.ip,dns', "Can't parse 'do-resolve(txn.ip,dns'."],
  ['(txn.ip,dns,inet)', "Can't parse 'do-resolve(txn.ip,dns,inet)'."],
  ['(txn.ip,dns,ipv4,x)', "Can't parse 'do-resolve(txn.ip,dns,ipv4,x)'."],
])('do-resolve%s is refused', (suffix, message) => {
  const { value, errors } = parse(suffix)
  expect(value).toBe(FAILED)
  expect(errors[0]).toContain(message)
})

/** The action on a stream, with a section that answers when it is told to. */
function acting({ hostName = 'a.example' as string | null, answersAtOnce = false, hasSection = true } = {}) {
  const asked: string[] = []
  const variables = new Map<string, unknown>()
  const state = { resumed: 0, cancelled: 0, mustDecide: false, answer: (_: IpAddress | null): void => {} }
  const section: Pick<Resolvers, 'lookUp'> = {
    lookUp(name, family, callback) {
      asked.push(`${name} ${family}`)
      if (answersAtOnce) callback(address)
      else state.answer = callback
      return () => void state.cancelled++
    },
  }
  const binder = {
    expression: () => () => hostName,
    port: () => ({ find: () => (hasSection ? section : null) }),
  } as unknown as Binder
  const { value } = parse('(txn.ip,dns,ipv4)')
  const run = doResolve.bind([value as never, null as never], binder, 'http-request')
  const stream = {
    resume: () => void state.resumed++,
    get mustDecide() {
      return state.mustDecide
    },
  }
  const store = { set: (name: string, found: unknown) => void variables.set(name, found) }
  const context = { stream, variables: { store: () => store } } as unknown as SampleContext
  return { run: () => run(context), asked, variables, state }
}

const [proceed, wait] = [0, 3]

test('the stream waits for the answer, which is asked for once', () => {
  const { run, asked, variables, state } = acting()
  expect([run(), run(), asked]).toEqual([wait, wait, ['a.example 4']])
  state.answer(address)
  expect(state.resumed).toBe(1)
  expect([run(), variables.get('ip')]).toEqual([proceed, address])
  expect([run(), asked.length]).toEqual([wait, 2])
})

test('an answer at hand needs no waiting', () => {
  const { run, variables, state } = acting({ answersAtOnce: true })
  expect([run(), variables.get('ip'), state.resumed]).toEqual([proceed, address, 0])
})

test('without an address the variable is not set', () => {
  const { run, variables, state } = acting()
  run()
  state.answer(null)
  expect([run(), variables.size]).toEqual([proceed, 0])
})

test('without a name, or a section, nothing is asked', () => {
  for (const lack of [{ hostName: null }, { hasSection: false }]) {
    const { run, asked } = acting(lack)
    expect([run(), asked]).toEqual([proceed, []])
  }
})

test('when no rule may wait any longer it is given up', () => {
  const { run, variables, state } = acting()
  run()
  state.mustDecide = true
  expect([run(), state.cancelled, variables.size]).toEqual([proceed, 1, 0])
})
