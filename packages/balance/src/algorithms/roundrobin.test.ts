import { expect, test } from 'vitest'
import { createTestBackend, describeBalance, sequence } from '../testing/index.ts'
import { roundrobin } from './roundrobin.ts'

const create = roundrobin.create([], undefined as never)

describeBalance('roundrobin', create)

/** Weights, and the servers that HAProxy 2.6 chose for a run of requests on one connection. */
// biome-ignore format: recorded
const recorded: readonly (readonly [string, string])[] = [
  ['3,3,2', 'ababcabacbabcabacbabcabacbabcabacbabcabacbabcabacbabcabacbabcabacbabcabacbabcabacbabcabacbabcabacbabcabacbabcabacbabcabacbabcabababcabacbabcabacbabcabacbabcabacbabcabacbabcabacbabcabacbabcabacbabcabacbabcabacbabcabacbabcabacbabcabacbabcabacbabcabacbabcabababcabacbabcabacbabcabacbabcabacbabcabacbabcabacbabcabacbabcabacb'],
  ['2,2,3,3', 'cdacdbcadcbdacdbcadcbdacdbcadcbdacdbcadcbdacdbcadcbdacdbcadcbdacdbcadcbdacdbcadcbdacdbcadcbdacdbcadcbdacdbcadcbdacdbcadcbdacdbcadcbdacdbcadcbdacdbcadcbdacdbcadcdbcdacbdcadbcdacbdcadbcdacbdcadbcdacbdcadbcdacbdcadbcdacbdcadbcdacbdcadbcdacbdcadbcdacbdcadbcdacbdcadbcdacbdcadbcdacbdcadbcdacbdcadbcdacbdcadbcdacbdcadbcdacbdcdacdbcadcbdacdbcadcbdacdbcadcbdacdbcadcbdacdbcadcbdacdbcadcbdacdbcadcbdacdbcadcbd'],
  ['5,1,1', 'aaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaacaaabaac'],
  ['13,4,9', 'acacabacacabacacaacbacaacbacacabacacabacacaacbacaacbacacabacacabacacaacbacaacbacacabacacabacacaacbacaacbacacabacacabacacaacbacaacbacacabacacabacacaacbacaacbacacabacacabacacaacbacaacbacacabacacabacacaacbacaacbacacabacacabacacaacbacaacbacacabacacabacacaacbacaacbacacabacacabacacaacbacaacbacacabacacabacacaacbacaacbacacabacacabacacaacbacaacbacacabacacabacacaacbacaacbacacabacacabacacaacbacaacbacacabacacabacacaacbacaacbacac'],
  ['1,1,1,2', 'dadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbcdadbc'],
  ['100,10,1', 'aaaaaaaaaabaaaaaaaaacabaaaaaaaaaabaaaaaaaaaabaaaaaaaaaabaaaaaaaaaabaaaaaaaaaabaaaaaaaaaabaaaaaaaaaabaaaaaaaaaabaaaaaaaaaabaaaaaaaaacabaaaaaaaaaabaaaaaaaaaabaaaaaaaaaabaaaaaaaaaabaaaaaaaaaabaaaaaaaaaabaaaaaaaaaabaaaaaaaaaabaaaaaaaaaabaaaaaaaaacabaaaaaaaaaabaaaaaaaaaabaaaaaaaaaabaaaaaaaaaabaaaaaaaaaabaaaaaaaaaabaaaaaaaaaabaaaaaaaaaabaaaaaaaaaabaaaaaaaaacabaaaaaaaaaabaaaaaaaaaabaaaaaaaaaabaaaaaaaaaabaaaaaaaaaabaaaaaaaaa'],
  ['1,1', 'ababababababababababababababab'],
  ['2,1', 'aabaabaabaabaabaabaabaabaabaab'],
  ['1,3', 'bbbabbbabbbabbbabbbabbbabbbabb'],
  ['2,3', 'bbababbababbababbababbababbaba'],
  ['3,2', 'aababaababaababaababaababaabab'],
  ['3,4', 'bbabababbabababbabababbabababb'],
  ['4,3', 'aabababaabababaabababaabababaa'],
  ['3,5', 'bbababbabbababbabbababbabbabab'],
  ['2,5', 'bbbabbabbbabbabbbabbabbbabbabb'],
  ['7,4', 'aabaababaabaabaababaabaabaababaab'],
  ['1,1,2', 'cacbcacbcacbcacbcacbcacbcacbca'],
  ['2,1,1', 'abacabacabacabacabacabacabacab'],
  ['1,2,1', 'babcbabcbabcbabcbabcbabcbabcba'],
  ['2,2,1', 'ababcababcababcababcababcababc'],
  ['1,2,2', 'bcbcabcbcabcbcabcbcabcbcabcbca'],
  ['3,2,1', 'abacababacababacababacababacab'],
  ['1,2,3', 'cbcacbcbcacbcbcacbcbcacbcbcacb'],
  ['2,3,1', 'babcbababcbababcbababcbababcba'],
  ['4,2,1', 'aabacabaabacabaabacabaabacabaa'],
  ['1,2,4', 'ccbcacbccbcacbccbcacbccbcacbcc'],
  ['5,4,3', 'abacbabacabcabacbabacabcabacbabacabc'],
  ['7,5,3', 'abacbaabcabaabcabacbaabcabaabcabacbaabcabaabc'],
  ['2,1,1,1', 'abacdabacdabacdabacdabacdabacd'],
  ['4,3,2,1', 'abacbadabcabacbadabcabacbadabc'],
  ['1,2,3,4', 'dcdbcdadcbdcdbcdadcbdcdbcdadcb'],
  ['1,1,5', 'cccaccbcccaccbcccaccbcccaccbcc'],
  ['1,5,1', 'bbbabbcbbbabbcbbbabbcbbbabbcbb'],
  ['6,1,1,1', 'aabaacaadaabaacaadaabaacaadaab'],
  ['1,2,4,8', 'ddcdbdcdadcdbdcddcdbdcdadcdbdcddcdbdcdadcdbdc'],
  ['8,4,2,1', 'aabacabadabacabaabacabadabacabaabacabadabacab'],
  ['5,3,2', 'abacababacabacababacabacababac'],
  ['7,7,1', 'abababababababcabababababababcabababababababc'],
]

test.each(recorded)('weights %s take turns as in HAProxy', (weights, expected) => {
  const servers = weights.split(',').map((weight) => ({ weight: Number(weight) }))
  const { backend, context } = createTestBackend(servers, create)
  expect(sequence(backend, context, expected.length)).toBe(expected)
})

test('a saturated server loses its turn, not its place', () => {
  const { backend, context } = createTestBackend([{ maxconn: 1 }, {}, {}], create)
  backend.servers[0]!.currentSessions = 1
  expect(sequence(backend, context, 4)).toBe('bcbc')
  backend.servers[0]!.currentSessions = 0
  expect(sequence(backend, context, 3)).toContain('a')
})

test('when all are saturated nobody is chosen', () => {
  const { backend, context } = createTestBackend([{ maxconn: 1 }, { maxconn: 1 }], create)
  for (const server of backend.servers) server.currentSessions = 1
  expect(backend.algorithm.choose(context, null)).toBeNull()
})

test('a new weight changes the shares at once', () => {
  const { backend, context } = createTestBackend([{ weight: 1 }, { weight: 1 }], create)
  backend.setWeight(backend.servers[0]!, 3)
  const names = sequence(backend, context, 400)
  expect(names.split('a').length - 1).toBeGreaterThanOrEqual(298)
  expect(names.split('a').length - 1).toBeLessThanOrEqual(302)
})
