/** What holds for every value: encodings come back, casts and converters never throw, nothing outgrows the buffer. */
import { IpAddress } from '@weir/base'
import { canCast, type SampleType, type SampleValue } from '@weir/keyword'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { textOfBytes } from './bytes.ts'
import { castFunction, typeOfValue } from './cast.ts'
import { SampleSyntaxError } from './evaluate.ts'
import edges from './recordings/edges.json' with { type: 'json' }
import { createTestContext, createTestLanguage, vocabulary } from './testing/language.ts'

/** `tune.bufsize` by default. */
const bufferBytes = 16384

const chunk = fc.uint8Array({ maxLength: 300 })
const bytes = fc.oneof(
  chunk,
  chunk.map((each) => new Uint8Array(bufferBytes).map((_, index) => each[index % (each.length || 1)] ?? 0)),
)
const text = bytes.map(textOfBytes)
const plainText = chunk.map((each) => textOfBytes(each.filter((byte) => byte !== 0)))
const sint = fc
  .oneof(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.constantFrom(-(2n ** 63n), 2n ** 63n - 1n, -1n, 0n))
  .map((value) => (value >= -(2n ** 53n) && value <= 2n ** 53n ? Number(value) : value))
const address = fc
  .oneof(fc.uint8Array({ minLength: 4, maxLength: 4 }), fc.uint8Array({ minLength: 16, maxLength: 16 }))
  .map((each) => new IpAddress(each))
const value: fc.Arbitrary<SampleValue> = fc.oneof(bytes, text, sint, fc.boolean(), address)

const language = createTestLanguage({ files: { MAP: 'a 1\n' } })

/** Evaluates with `value` in `txn.x`. */
function evaluate(expression: string, of: SampleValue): SampleValue | null {
  const context = createTestContext()
  context.variables!.store('txn')!.set('x', of)
  return language.evaluate(expression, context)
}

describe('encodings come back', () => {
  const key = 'MTIzNDU2Nzg5MDEyMzQ1Ng==,Zm9vb2Zvb29mb29wZm9vbw=='
  test.each([
    ['base64,b64dec', chunk],
    ['ub64enc,ub64dec', chunk],
    ['bytes(0)', bytes],
    [`aes_cbc_enc(128,${key}),aes_cbc_dec(128,${key})`, chunk],
    [`aes_gcm_enc(128,${key},txn.tag),aes_gcm_dec(128,${key},txn.tag)`, chunk],
  ] as const)('of bytes: %s', (calls, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (input) => {
        const given = evaluate(`var(txn.x),${calls}`, input)
        expect(typeof given === 'string' ? given : textOfBytes(given as Uint8Array)).toBe(textOfBytes(input))
      }),
    )
  })
  test.each([
    ['url_enc,url_dec', plainText],
    ['url_enc(query),url_dec', plainText],
    ['reverse,reverse', plainText],
    ['base64,b64dec', plainText],
    ['lower,upper,lower', plainText.map((each) => each.toLowerCase().replaceAll(/[^ -~]/g, ''))],
  ] as const)('of text: %s', (calls, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (input) => {
        const given = evaluate(`var(txn.x),${calls}`, input)
        expect(typeof given === 'string' ? given : textOfBytes(given as Uint8Array)).toBe(input)
      }),
    )
  })
  test('of integers: hex and hex2i, neg twice, cpl twice', () => {
    fc.assert(
      fc.property(sint, (input) => {
        expect(evaluate('var(txn.x),hex,hex2i', input)).toBe(input)
        expect(evaluate('var(txn.x),cpl,cpl', input)).toBe(input)
        expect(evaluate('var(txn.x),xor(77),xor(77)', input)).toBe(input)
        expect(evaluate('var(txn.x),concat(,,),add(0)', input)).toBe(input)
      }),
    )
  })
  test('of addresses, as text', () => {
    fc.assert(
      fc.property(address, (input) => {
        const given = evaluate('var(txn.x),concat(,,),ipmask(32,128)', input) as IpAddress
        expect(String(given)).toBe(String(input))
      }),
    )
  })
  test('of names of domains', () => {
    const label = fc.stringMatching(/^[a-z0-9-]{1,10}$/)
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 6 }), (labels) => {
        const name = labels.join('.')
        expect(evaluate('var(txn.x),reverse_dom', name)).toBe(labels.toReversed().join('.'))
        expect(evaluate('var(txn.x),reverse_dom,reverse_dom', name)).toBe(name)
      }),
    )
  })
})

describe('casts', () => {
  const types: readonly Exclude<SampleType, 'any' | 'same'>[] = [
    'bool',
    'sint',
    'addr',
    'ipv4',
    'ipv6',
    'str',
    'bin',
    'meth',
  ]
  const fits = (to: SampleType, given: SampleValue): boolean => {
    const type = typeOfValue(given)
    if (to === 'addr') return type === 'ipv4' || type === 'ipv6'
    return type === (to === 'meth' ? 'str' : to)
  }

  test('of what a value is to every type give that type or nothing, and never throw', () => {
    fc.assert(
      fc.property(value, (input) => {
        const from = typeOfValue(input)
        for (const to of types) {
          if (!canCast(from, to)) continue
          const cast = castFunction(from, to)
          const given = cast === null ? input : cast(input)
          if (given !== null) expect(fits(to, given), `${from} to ${to}`).toBe(true)
        }
      }),
    )
  })

  test('of anything at run time never throw, as a variable may hold anything', () => {
    fc.assert(
      fc.property(value, (input) => {
        for (const to of types) {
          const given = castFunction('any', to)?.(input) ?? null
          if (given !== null) expect(fits(to, given), `to ${to}`).toBe(true)
        }
      }),
    )
  })
})

describe('every converter', () => {
  const key = '128,MTIzNDU2Nzg5MDEyMzQ1Ng==,Zm9vb2Zvb29mb29wZm9vbw=='
  /** The recorded calls, and those of converters that came later. */
  const calls = [
    ...edges.calls.filter(({ map }) => map === undefined).map(({ call }) => call),
    ...[`aes_cbc_enc(${key})`, `aes_cbc_dec(${key})`, `aes_gcm_enc(${key},txn.tag)`, `aes_gcm_dec(${key},txn.tag)`],
    ...[
      'base2',
      'le2dec(:,2)',
      'le2dec(,1)',
      'has_ctl',
      'reverse',
      'reverse_dom',
      'param(a)',
      'date',
      'when(stopping)',
    ],
    ...['eth.hdr', 'eth.data', 'eth.dst', 'eth.src', 'eth.proto', 'eth.vlan', 'ip.hdr', 'ip.data', 'ip.ver', 'ip.tos'],
    ...['ip.ttl', 'ip.proto', 'ip.df', 'ip.src', 'ip.dst', 'ip.fp', 'ip.fp(7)', 'tcp.src', 'tcp.dst', 'tcp.seq'],
    ...['tcp.flags', 'tcp.win', 'tcp.options_list', 'ip.data,tcp.options_list', 'eth.data,ip.data,tcp.win'],
    ...['mss', 'sack', 'tsopt', 'tsval', 'wscale', 'wsopt'].map((option) => `tcp.options.${option}`),
    ...['ms_utime(%s.%N)', 'ms_ltime(%d %N)', 'us_utime(%Y %6N)', 'us_ltime(%c)', 'x509_v_err_str', 'rfc7239_is_valid'],
    ...['rfc7239_field(for)', 'rfc7239_n2nn', 'rfc7239_n2np', 'rfc7239_nn', 'rfc7239_np', 'jwt_decrypt_secret(YQ==)'],
    ...['jwt_decrypt_jwk(txn.x)', 'jwt_decrypt_cert(txn.x)', 'jwt_verify_cert(txn.x,txn.x)', 'digest(sha256),base2'],
  ].flatMap((call) => {
    try {
      return [{ call, evaluate: language.binder.expression(language.parseExpression(`var(txn.x),${call}`)) }]
    } catch (error) {
      if (error instanceof SampleSyntaxError) return []
      throw error
    }
  })

  test('is called', () => {
    const called = new Set(calls.flatMap(({ call }) => call.match(/^[a-z0-9_.-]+/) ?? []))
    const names = [...vocabulary.converters.keys()].filter((name) => !called.has(name))
    expect(names.filter((name) => !name.startsWith('map'))).toEqual([])
  })

  test('takes any value, and gives no more than fits the buffer', () => {
    fc.assert(
      fc.property(value, (input) => {
        const context = createTestContext()
        for (const each of calls) {
          context.variables!.store('txn')!.set('x', input)
          const given = each.evaluate(context)
          if (typeof given === 'string' || given instanceof Uint8Array) {
            expect(given.length, each.call).toBeLessThanOrEqual(bufferBytes)
          }
        }
      }),
      { numRuns: 60 },
    )
  })
})
