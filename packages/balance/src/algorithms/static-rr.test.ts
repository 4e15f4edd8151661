import { expect, test } from 'vitest'
import { createTestBackend, describeBalance, sequence } from '../testing/index.ts'
import { staticRr } from './static-rr.ts'

const create = staticRr.create([], undefined as never)

describeBalance('static-rr', create)

/** Weights, and the servers that HAProxy 2.6 chose for a run of requests on one connection. */
// biome-ignore format: recorded
const recorded: readonly (readonly [string, string])[] = [
  ['1,1', 'ababababababababababababababab'],
  ['1,2', 'abbabbabbabbabbabbabbabbabbabb'],
  ['1,3', 'abbbabbbabbbabbbabbbabbbabbbab'],
  ['1,4', 'abbbbabbbbabbbbabbbbabbbbabbbb'],
  ['1,5', 'abbbbbabbbbbabbbbbabbbbbabbbbb'],
  ['1,9', 'abbbbbbbbbabbbbbbbbbabbbbbbbbb'],
  ['2,1', 'aabaabaabaabaabaabaabaabaabaab'],
  ['3,1', 'aaabaaabaaabaaabaaabaaabaaabaa'],
  ['2,3', 'ababbababbababbababbababbababb'],
  ['3,2', 'aababaababaababaababaababaabab'],
  ['4,3', 'aabababaabababaabababaabababaa'],
  ['3,4', 'abababbabababbabababbabababbab'],
  ['2,5', 'abbabbbabbabbbabbabbbabbabbbab'],
  ['5,2', 'aaabaabaaabaabaaabaabaaabaabaa'],
  ['1,1,2', 'acbcacbcacbcacbcacbcacbcacbcac'],
  ['1,2,1', 'abbcabbcabbcabbcabbcabbcabbcab'],
  ['2,1,1', 'aabcaabcaabcaabcaabcaabcaabcaa'],
  ['1,2,2', 'abcbcabcbcabcbcabcbcabcbcabcbc'],
  ['2,2,1', 'ababcababcababcababcababcababc'],
  ['1,2,3', 'acbcbcacbcbcacbcbcacbcbcacbcbc'],
  ['3,2,1', 'aababcaababcaababcaababcaababc'],
  ['1,2,3,4', 'abdcdbcdcdabdcdbcdcdabdcdbcdcd'],
  ['5,3,2', 'aabacababcaabacababcaabacababc'],
  ['4,2,1', 'aababacaababacaababacaababacaa'],
  ['10,10,10,1', 'abcabcabcabcabcabcabcabcabcabcdabcabcabcabcabcabcabcabcabcabcdabcabcabcabcabcabcabcabcabcabcd'],
  ['3,5,7', 'abcbcacbcacbcbcabcbcacbcacbcbcabcbcacbcacbcbc'],
  ['7,5,3', 'ababcaabacababcababcaabacababcababcaabacababc'],
  ['2,2,3,3', 'abcdabcdcdabcdabcdcdabcdabcdcd'],
  ['2,4', 'abbabbabbabbabbabbabbabbabbabb'],
  ['6,4,10', 'acbcacacbcacbcacacbcacbcacacbcacbcacacbcacbcacacbcacbcacacbc'],
]

test.each(recorded)('weights %s take turns as in HAProxy', (weights, expected) => {
  const servers = weights.split(',').map((weight) => ({ weight: Number(weight) }))
  const { backend, context } = createTestBackend(servers, create)
  expect(sequence(backend, context, expected.length)).toBe(expected)
})

test('weights are fixed while a server is up', () => {
  const { backend, context } = createTestBackend([{}, {}], create)
  backend.setWeight(backend.servers[0]!, 3)
  expect(sequence(backend, context, 4)).toBe('abab')
})

/** Requests before a server goes, while it is gone and after it came back: HAProxy counts in units of the common divisor. */
test.each([
  [[10, 20, 15], 4, 'abcb', 'bbab', 'cbac'],
  [[10, 20, 15], 7, 'abcbacb', 'abbabba', 'bcbacbb'],
  [[10, 20, 15], 11, 'abcbacbbcab', 'babbabbabba', 'bcbacbbcabc'],
] as const)(
  'weights %j go on at the same turn when a server goes and comes',
  (weights, count, before, without, after) => {
    const { backend, context } = createTestBackend(
      weights.map((weight) => ({ weight })),
      create,
    )
    const server = backend.servers[2]!
    expect(sequence(backend, context, count)).toBe(before)
    backend.setAdmin(server, 1, 0, null)
    expect(sequence(backend, context, count)).toBe(without)
    backend.setAdmin(server, 0, 1, null)
    expect(sequence(backend, context, count)).toBe(after)
  },
)
