import { describe, expect, test } from 'vitest'
import { type ConditionEnvironment, evaluateCondition } from './condition-evaluator.ts'

const environment: ConditionEnvironment = {
  isDefined: (name) => name === 'HOME',
  features: new Set(['OPENSSL']),
  version: '3.5-dev5',
  enabled: new Set(['POLL']),
  opensslVersion: '3.0.13',
  tlsLibrary: 'OpenSSL 3.0.13',
}

describe('verdicts', () => {
  test.each([
    ['', false],
    ['0', false],
    ['1', true],
    ['-1', true],
    ['007', true],
    ['1 && 0', false],
    ['1  &&1||0', true],
    ['0 || 1 && 1', true],
    ['(1 || 0) && !0', true],
    ['! 0', true],
    ['!!1', true],
    ['!(1 && (0 || !1))', true],
    ['defined(HOME)', true],
    ['defined(NONE)', false],
    ['defined()', false],
    ['feature(OPENSSL) && !feature(QUIC)', true],
    ['streq(a,a)', true],
    ['streq(a, a)', false],
    ['streq("a,b)","a,b)")', true],
    ['strneq(a,b)', true],
    ['strstr(haystack,ays)', true],
    ['enabled(POLL) && !enabled(SPLICE)', true],
    ['version_atleast(3.5-dev5)', true],
    ['version_atleast(3.5-dev6)', false],
    ['version_atleast(3.5)', false],
    ['version_before(3.5)', true],
    ['version_atleast(2.6) && version_before(4)', true],
    ['version_atleast(abc)', true],
    ['openssl_version_atleast(3.0.0)', true],
    ['openssl_version_before(3.0.13)', false],
    ['ssllib_name_startswith(OpenSSL)', true],
    ['fips_mode()', false],
  ])('%s', (text, holds) => expect(evaluateCondition(text, environment)).toEqual({ holds }))
})

describe('errors', () => {
  test.each([
    ['foo', "unparsable conditional expression 'foo'", 0],
    ['1x', "unexpected character 'x' at the end of conditional expression '1x'", 1],
    ['1 0', "unexpected character '0' at the end of conditional expression '1 0'", 2],
    ['1 || foo', "unparsable conditional expression 'foo'", 5],
    ['(1', "expected ')' after conditional expression '(1'", 0],
    ['1)', "unexpected character ')' at the end of conditional expression '1)'", 1],
    ['1 &&& 1', "unparsable conditional expression '& 1'", 4],
    ['openssl_version_atleast(3.0)', 'invalid argument to conditional expression predicate', 0],
    ['constructor(x)', "unparsable conditional expression 'constructor(x)'", 0],
  ])('%s', (text, error, position) => expect(evaluateCondition(text, environment)).toEqual({ error, position }))

  test('nesting has a limit instead of a crash', () => {
    expect(evaluateCondition('('.repeat(100_000), environment)).toMatchObject({
      error: expect.stringMatching(/^unparsable conditional sub-expression/),
    })
  })
})
