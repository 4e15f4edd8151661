import { expect, test } from 'vitest'
import type { HashSettings } from './hash-settings.ts'
import { parseHashType } from './hash-type.ts'
import { createHashed } from './hashed.ts'
import type { ServerState } from './server-state.ts'
import { createTestBackend, describeBalance, TestWaiter } from './testing/index.ts'

let key: string | Uint8Array | number | null = 'k'
const create = createHashed('hash', () => key)

describeBalance('map-based', create)
describeBalance('consistent', create, { method: 'consistent' })
describeBalance(
  'map-based without a key',
  createHashed('hash', () => null),
)
describeBalance(
  'consistent without a key',
  createHashed('hash', () => null),
  { method: 'consistent' },
)
describeBalance('bounded loads', create, { method: 'consistent', balanceFactor: 120 })

/** `hash-type`, weights, identifiers, and the servers that HAProxy 2.6 gave to the keys `key-0`, `key-1`, `key-4` … */
// biome-ignore format: recorded
const recorded: readonly (readonly [string, string, string, string])[] = [
  ['map-based sdbm', '1,1,1', '', 'caacccbccbaacaabccabacacbbbcacabcbbaccbcccaacaac'],
  ['map-based sdbm', '1,2,3,4', '', 'dbccdbbdabcdccabddbccbdadbdadbccdccadbdbdaadbdcb'],
  ['map-based djb2', '1,2,3,4', '', 'bcddadcdccdbabdddcdbbddbdacccacbcdcbdaccabbdddba'],
  ['map-based crc32', '2,4', '', 'abbbabbbbabbbbabbbbbbabbbaabaabbbaababbaaaabbbbb'],
  ['map-based sdbm avalanche', '100,50,25', '', 'acbaacacbabbacbbcaaacaaaaacaaaaabcacbaaacacaaaca'],
  ['map-based djb2 avalanche', '1,1,1,1,1', '', 'abcccddeaceccaecebaedabcbbdcdbdbbadeeeebbcaaaccc'],
  ['map-based crc32 avalanche', '5,3', '', 'aaaabaaaabbaabbabbaaaaaabaaabaaaaaaababbababaaab'],
  ['consistent sdbm', '1,1,1', '', 'bbbbccccccaaaaaaaaaaaaaaaaaaaaaacccccccccccccbbb'],
  ['consistent sdbm avalanche', '1,2,3', '', 'abbccbbcabcbcccbbbccccbbcbaccbccccccbccaacbccacb'],
  ['consistent djb2 avalanche', '10,10,10', '7,100,5', 'bcbbaabccbcabacaaaaccabccababaccbabbcbbbaaccccaa'],
  ['consistent crc32', '16,1,3', '5,9,2', 'abaaaaccaaaaaabaaaaaacacaaaaaaaaaaabaaaaaaaaaaaa'],
  ['consistent', '3,3,3', '', 'aaaccbacabbbcbaabbacccbbcbacabbccccabcabaaaccaab'],
]

test.each(recorded)('hash-type %s with weights %s and identifiers [%s]', (type, weights, ids, expected) => {
  const identifiers = ids === '' ? [] : ids.split(',').map(Number)
  const servers = weights.split(',').map((weight, index) => ({
    weight: Number(weight),
    id: identifiers[index] ?? index + 1,
  }))
  const hash = parseHashType(type.split(' ')) as Partial<HashSettings>
  const { backend, context } = createTestBackend(servers, create, { hash })
  let names = ''
  for (let index = 0; index < expected.length; index++) {
    key = `key-${index * index}`
    names += backend.algorithm.choose(context, null)!.name
  }
  expect(names).toBe(expected)
})

function assignments(backend: { algorithm: { choose: (context: never, avoid: null) => ServerState | null } }): string {
  let names = ''
  for (let index = 0; index < 200; index++) {
    key = `user-${index}`
    names += backend.algorithm.choose(undefined as never, null)!.name
  }
  return names
}

test('consistent hashing moves only the keys of the server that left', () => {
  const { backend } = createTestBackend([{ weight: 10 }, { weight: 10 }, { weight: 10 }], create, {
    hash: { method: 'consistent', usesAvalanche: true },
  })
  const before = assignments(backend)
  backend.setOperational(backend.servers[1]!, 0, null)
  const after = assignments(backend)
  for (let index = 0; index < 200; index++) {
    if (before[index] === 'b') expect(after[index]).not.toBe('b')
    else expect(after[index]).toBe(before[index])
  }
})

test('a saturated server keeps its keys, which queue for it', () => {
  const { backend, context } = createTestBackend([{ maxconn: 1 }, { maxconn: 1 }], create)
  key = 'k'
  const first = backend.acquire(new TestWaiter(context)) as ServerState
  expect(backend.acquire(new TestWaiter(context))).toBe('queued')
  expect(first.queue.length).toBe(1)
})

test('hash-preserve-affinity maxconn leaves a saturated server', () => {
  const { backend, context } = createTestBackend([{ maxconn: 1 }, { maxconn: 1 }], create, {
    hash: { preserveAffinity: 'maxconn' },
  })
  const first = backend.acquire(new TestWaiter(context)) as ServerState
  const second = backend.acquire(new TestWaiter(context)) as ServerState
  expect([first.name, second.name].sort()).toEqual(['a', 'b'])
  expect(backend.acquire(new TestWaiter(context))).toBe('queued')
})

test('hash-preserve-affinity maxqueue leaves it once its queue is full as well', () => {
  const { backend, context } = createTestBackend(
    [
      { maxconn: 1, maxqueue: 1 },
      { maxconn: 1, maxqueue: 1 },
    ],
    create,
    {
      hash: { preserveAffinity: 'maxqueue' },
    },
  )
  const first = backend.acquire(new TestWaiter(context)) as ServerState
  expect(backend.acquire(new TestWaiter(context))).toBe('queued')
  expect(first.queue.length).toBe(1)
  expect(backend.acquire(new TestWaiter(context))).not.toBe('queued')
})

test('bounded loads spread one hot key', () => {
  const { backend, context } = createTestBackend([{}, {}, {}, {}], create, {
    hash: { method: 'consistent', balanceFactor: 125 },
  })
  for (let index = 0; index < 100; index++) backend.acquire(new TestWaiter(context))
  for (const server of backend.servers) expect(server.currentSessions).toBeLessThanOrEqual(32)
})

test('requests without a key take turns over the map', () => {
  const { backend, context } = createTestBackend([{ weight: 1 }, { weight: 2 }, { weight: 3 }], create)
  key = null
  const names = [...'xxxxxx'].map(() => backend.algorithm.choose(context, null)!.name)
  expect(names.join('')).toBe('acbcbc')
})
