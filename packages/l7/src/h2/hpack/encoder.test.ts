import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { HpackDecoder } from './decoder.ts'
import { HpackEncoder, HpackOutput } from './encoder.ts'

type Field = readonly [string, string]

function encode(encoder: HpackEncoder, fields: readonly Field[], output = new HpackOutput(16)): string {
  const at = output.at
  encoder.begin(output)
  for (const [name, value] of fields) encoder.field(name, value)
  return output.bytes.toString('hex', at, output.at)
}

function decode(decoder: HpackDecoder, hex: string): Field[] {
  const fields: Field[] = []
  const bytes = Buffer.from(hex, 'hex')
  const isWhole = decoder.decode(bytes, 0, bytes.length, {
    onField(name, value) {
      fields.push([name, value])
      return true
    },
  })
  expect(isWhole).toBe(true)
  return fields
}

describe('one field', () => {
  it.each([
    ['as a whole in the static table', ':status', '200', '88'],
    ['name in the static table', 'content-type', 'a', '5f0161'],
    ['Huffman code where shorter', 'cache-control', 'private', '5885aec3771a4b'],
    ['plain where Huffman code is not shorter', 'server', '\xff\xfe', '7602fffe'],
    ['neither name nor value known', 'x-a', '1', '0003782d610131'],
    ['a value that changes', 'content-length', '615', '0f0d03363135'],
    ['set-cookie is never indexed', 'set-cookie', 'a', '1f280161'],
    ['authorization is never indexed', 'authorization', 'a', '1f080161'],
    ['an empty value of the static table', 'www-authenticate', '', 'bd'],
    ['an empty value', 'x-a', '', '0003782d6100'],
  ])('%s', (_, name, value, hex) => {
    const encoded = encode(new HpackEncoder(), [[name, value]])
    expect(encoded).toBe(hex)
    expect(decode(new HpackDecoder(), encoded)).toEqual([[name, value]])
  })
})

test('steady fields are indexed at once, others when they come again, sensitive ones never', () => {
  const encoder = new HpackEncoder()
  const fields: Field[] = [
    [':status', '200'],
    ['server', 'nginx/1.22.1'],
    ['x-served-by', 'one'],
    ['set-cookie', 'a=b'],
  ]
  const first = encode(encoder, fields)
  const second = encode(encoder, fields)
  const third = encode(encoder, fields)
  const decoder = new HpackDecoder()
  for (const hex of [first, second, third]) expect(decode(decoder, hex)).toEqual(fields)
  const cookie = '1f2803613d62'
  expect(first.endsWith(cookie)).toBe(true)
  // The server has an index, and the literal 0x40 gets one.
  expect(second.slice(0, 6)).toBe('88be40')
  expect(third).toBe(`88bfbe${cookie}`)
})

test('a name from the dynamic table serves a new value', () => {
  const encoder = new HpackEncoder()
  encode(encoder, [['x-frame-options', 'DENY']])
  expect(encode(encoder, [['x-frame-options', '1']])).toBe('7e0131')
})

test('what would take a quarter of the table is not indexed', () => {
  const encoder = new HpackEncoder()
  const large: Field = ['server', 'x'.repeat(1024 - 32 - 6)]
  const larger: Field = ['server', `${large[1]}x`]
  expect(encode(encoder, [larger]).slice(0, 2)).toBe('0f')
  expect(encode(encoder, [larger]).slice(0, 2)).toBe('0f')
  expect(encode(encoder, [large]).slice(0, 2)).toBe('76')
  expect(encode(encoder, [large])).toBe('be')
})

describe('the size of the table', () => {
  const field: Field[] = [['server', '1']]

  test('a change is told once, at the front of the next block', () => {
    const encoder = new HpackEncoder()
    encoder.setMaxTableBytes(100)
    expect(encode(encoder, field)).toBe('3f450f270131')
    expect(encode(encoder, [])).toBe('')
  })

  test('of several changes the smallest is told too', () => {
    const encoder = new HpackEncoder()
    encode(encoder, field)
    encoder.setMaxTableBytes(200)
    encoder.setMaxTableBytes(0)
    encoder.setMaxTableBytes(300)
    expect(encode(encoder, field)).toBe('203f8d02760131')
    encoder.setMaxTableBytes(0)
    encoder.setMaxTableBytes(300)
    expect(encode(encoder, field)).toBe('203f8d02760131')
  })

  test('more than 4096 is not used, and not talked about', () => {
    const encoder = new HpackEncoder()
    encoder.setMaxTableBytes(65_536)
    expect(encode(encoder, field)).toBe('760131')
  })

  test('one that keeps less says so first', () => {
    const encoder = new HpackEncoder(0)
    expect(encode(encoder, field)).toBe('200f270131')
    encoder.setMaxTableBytes(4096)
    expect(encode(encoder, field)).toBe('0f270131')
  })
})

test('the output grows, and what stands in front of the block stays', () => {
  const output = new HpackOutput(4)
  output.bytes.write('abc')
  output.at = 3
  const fields: Field[] = [['x-long', '\xff'.repeat(5000)]]
  const hex = encode(new HpackEncoder(), fields, output)
  expect(decode(new HpackDecoder(), hex)).toEqual(fields)
  expect(output.bytes.toString('latin1', 0, 3)).toBe('abc')
  expect(output.at).toBe(3 + hex.length / 2)
})

test('the worst of short strings has room', () => {
  // 30 bits an octet in Huffman code, which is tried first.
  const worst = '\x16'.repeat(126)
  expect(decode(new HpackDecoder(), encode(new HpackEncoder(), [[worst, worst]], new HpackOutput(0)))).toEqual([
    [worst, worst],
  ])
})

describe('any exchange comes back', () => {
  const octets = fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 40 })
  const name = fc.constantFrom(':status', 'server', 'date', 'set-cookie', 'etag', 'x-a', 'x-b', 'x-c', 'content-type')
  const value = fc.oneof(
    fc.constantFrom('200', '404', '1', '2', 'text/html', 'x'.repeat(300)),
    octets.map((list) => String.fromCharCode(...list)),
  )
  const step = fc.oneof(
    { weight: 9, arbitrary: fc.array(fc.tuple(name, value), { maxLength: 8 }) },
    { weight: 1, arbitrary: fc.constantFrom(0, 33, 64, 150, 500, 4096, 65_536) },
  )

  test('with changes of the table between blocks', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const encoder = new HpackEncoder()
        const decoder = new HpackDecoder()
        const output = new HpackOutput(16)
        for (const fields of steps) {
          if (typeof fields === 'number') encoder.setMaxTableBytes(fields)
          else {
            output.at = 0
            expect(decode(decoder, encode(encoder, fields, output))).toEqual(fields)
          }
        }
      }),
      { seed: 7541, numRuns: 400 },
    )
  })

  test('with mutations the decoder neither throws nor hands over more than there is', () => {
    const mutation = fc.tuple(fc.nat(), fc.nat(255))
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 8 }), fc.array(mutation), (fields, mutations) => {
        const bytes = Buffer.from(encode(new HpackEncoder(), fields), 'hex')
        for (const [at, octet] of mutations) if (bytes.length > 0) bytes[at % bytes.length] = octet
        let count = 0
        const isWhole = new HpackDecoder().decode(bytes, 0, bytes.length, { onField: () => ++count > 0 })
        expect(typeof isWhole).toBe('boolean')
        expect(count).toBeLessThanOrEqual(bytes.length)
      }),
      { seed: 7541, numRuns: 2000 },
    )
  })
})
