import { type DirectiveKeyword, defineOptions, defineServerOption, OptionsStore, type Parameter } from '@weir/keyword'
import { applyLine } from '@weir/log/testing'
import { expect, test } from 'vitest'
import type { PeersOptions } from '../options.ts'
import { shard } from '../server-options/shard.ts'
import { peersSection } from './peer.ts'

/** Options of servers that mean nothing here, but for their names. */
const inert = ['check', 'init-addr', 'agent-check', 'agent-port', 'weight'].map((name) =>
  defineServerOption({ name, summary: '', options: defineOptions(name, () => ({})), params: [], apply() {} }),
)

function read(lines: readonly string[]) {
  const store = new OptionsStore()
  const errors: string[] = []
  const warnings: string[] = []
  let record: PeersOptions | null = null
  for (const line of lines) {
    const keyword = peersSection.find(({ name }) => line === name || line.startsWith(`${name} `))!
    const applied = applyLine(
      keyword as unknown as DirectiveKeyword<readonly Parameter<unknown>[], PeersOptions>,
      line,
      { store, section: { kind: 'peers', name: 'mesh' }, serverOptions: [shard as never, ...inert] },
    )
    errors.push(...applied.errors)
    warnings.push(...applied.warnings)
    record = applied.record
  }
  return { record: record!, errors, warnings }
}

test('peers, where the local one listens, and how keys are divided', () => {
  const { record, errors } = read([
    'bind 127.0.0.1:1024',
    'server A',
    'server B 127.0.0.1:2000 shard 2',
    'shards 2',
    'disabled',
  ])
  expect(errors).toEqual([])
  expect(record.bindLine?.text).toBe('127.0.0.1:1024')
  expect(record.peers.map(({ name, address }) => [name, address?.port ?? null])).toEqual([
    ['A', null],
    ['B', 2000],
  ])
  expect(record).toMatchObject({ shardCount: 2, isDisabled: true })
})

test.each([
  ['peer A 127.0.0.1:1', null],
  ['peer A 127.0.0.1', "missing port specification in '127.0.0.1'"],
  ['peer A 127.0.0.1:+1', "port offset not permitted here in '127.0.0.1:+1'"],
  ['peer A names.test:1', null],
  ['server A', null],
])('%s says what keeps the local peer from listening', (line, problem) => {
  const { record, errors } = read([line])
  expect(errors).toEqual([])
  expect(record.peers[0]!.listenProblem).toBe(problem)
})

test.each([
  ['server A localhost', 'localhost'],
  ['server A 2130706433', '2130706433'],
  ['server A weight', null],
])('%s: an address is what is no option', (line, text) => {
  expect(read([line]).record.peers[0]!.address?.text ?? null).toBe(text)
})

test('two peers may have one name', () => {
  const { record, errors } = read(['peer A 127.0.0.1:1', 'peer A 127.0.0.1:2'])
  expect(errors).toEqual([])
  expect(record.peers.map(({ address }) => address?.port)).toEqual([1, 2])
})

test('the last of disabled and enabled counts', () => {
  expect(read(['disabled', 'enabled']).record.isDisabled).toBe(false)
})

test.each([
  [['bind maxconn 5'], "'bind maxconn' : missing port specification in 'maxconn'"],
  [['peer a!b 127.0.0.1:1'], "character '!' is not permitted in peer name 'a!b'."],
  [
    ['bind 127.0.0.1:1', 'bind 127.0.0.1:2'],
    'One listener per "peers" section is authorized but another is already configured at',
  ],
  [['bind 127.0.0.1:1', 'peer A 127.0.0.1:2'], 'mixing "peer" and "bind" line is forbidden'],
  [['peer A 127.0.0.1:2', 'bind 127.0.0.1:1'], 'mixing "peer" and "bind" line is forbidden'],
  [['shards 0'], 'shards'],
  [['peer A 127.0.0.1:1 agent-check'], 'does not have an agent port'],
])('%j is refused', (lines, message) => {
  expect(read(lines).errors.join()).toContain(message)
})

const ignored = "'peer A' : init_addr, resolvers, check and agent are ignored for peers."

test.each([
  [['peer A 127.0.0.1:1 check init-addr'], [ignored]],
  [['default-server check', 'peer A 127.0.0.1:1'], [ignored]],
  [['peer A 127.0.0.1:1 agent-check agent-port'], [ignored]],
  [['peer A 127.0.0.1:1 weight'], []],
])('%j says what is ignored', (lines, expected) => expect(read(lines).warnings).toEqual(expected))
