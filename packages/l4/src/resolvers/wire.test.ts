import { createRandom } from '@weir/base'
import { decode, encode } from 'dns-packet'
import { expect, test } from 'vitest'
import { addresses, aliases, services, Zone, type ZoneEntry } from '../testing/zone.ts'
import { decodeAnswer, encodeQuery, isQueryableName, type QueryType } from './wire.ts'

const query = (name: string, type: QueryType) => encodeQuery({ id: 0x1234, name, type, payloadSizeBytes: 4096 })

function ask(name: string, type: QueryType, entry: ZoneEntry) {
  const zone = new Zone()
  zone.entries['*'] = entry
  return decodeAnswer(zone.answer(query(name, type))!)!
}

test('a question asks one thing, wants recursion and announces the size of answers', () => {
  const packet = decode(Buffer.from(query('A.Example.', 'AAAA')))
  expect(packet).toMatchObject({ id: 0x1234, type: 'query', flag_rd: true })
  expect(packet.questions).toEqual([{ name: 'a.example', type: 'AAAA', class: 'IN' }])
  expect(packet.additionals).toMatchObject([{ type: 'OPT', udpPayloadSize: 4096 }])
})

test.each([
  ['addresses in order', 'A', addresses('a.example', '10.0.0.2', '10.0.0.1'), 'valid', ['10.0.0.2', '10.0.0.1']],
  ['IPv6', 'AAAA', addresses('a.example', '::1'), 'valid', ['::1']],
  ['case does not count', 'A', addresses('A.Example', '10.0.0.1'), 'valid', ['10.0.0.1']],
  ['records of another name', 'A', addresses('b.example', '10.0.0.1'), 'empty', []],
  ['records of another type', 'A', addresses('a.example', '::1'), 'empty', []],
  ['aliases', 'A', aliases('a.example', ['b.example', 'c.example'], '10.0.0.1'), 'valid', ['10.0.0.1']],
  ['an alias that leads nowhere', 'A', aliases('a.example', ['b.example'], null), 'broken-alias', []],
  ['aliases in a circle', 'A', aliases('a.example', ['b.example', 'a.example'], '10.0.0.1'), 'broken-alias', []],
  ['no records', 'A', { records: [] }, 'empty', []],
  ['no such name', 'A', 'nx', 'nx', []],
  ['refused', 'A', 'refused', 'refused', []],
  ['any other error', 'A', 'servfail', 'other', []],
  ['truncated', 'A', 'truncated', 'truncated', []],
] as const)('%s', (_, type, entry, outcome, found) => {
  const answer = ask('a.example', type, entry)
  expect(answer).toMatchObject({ id: 0x1234, name: 'a.example', type, outcome })
  expect(answer.addresses.map(String)).toEqual(found)
})

test('services have target, port and weight, and the address that came along', () => {
  const entry = services(
    '_http._tcp.example',
    [
      ['N1.example', 8081, 5],
      ['n2.example', 8082],
    ],
    { 'n1.example': '10.0.0.1' },
  )
  const answer = ask('_http._tcp.example', 'SRV', entry)
  expect(answer.services.map(({ address, ...rest }) => ({ ...rest, address: address && String(address) }))).toEqual([
    { target: 'N1.example', port: 8081, weight: 5, address: '10.0.0.1' },
    { target: 'n2.example', port: 8082, weight: 0, address: null },
  ])
})

test('a target that no one could be asked for is left out', () => {
  expect(ask('_a.example', 'SRV', services('_a.example', [['bad name', 1]])).outcome).toBe('empty')
})

test('questions, and answers to none or several, are no answers', () => {
  expect(decodeAnswer(query('a.example', 'A'))).toBe(null)
  expect(decodeAnswer(encode({ type: 'response', id: 1, questions: [] }))).toBe(null)
  const question = { name: 'a.example', type: 'A' } as const
  expect(decodeAnswer(encode({ type: 'response', id: 1, questions: [question, question] }))).toBe(null)
})

test.each([
  ['a', true],
  ['a.example.', true],
  ['_http._tcp.a', true],
  ['', false],
  ['.', false],
  ['a..b', false],
  ['a b', false],
  ['a:80', false],
  ['x'.repeat(64), false],
  [Array(64).fill('xxx').join('.'), false],
])('%j may be asked for: %s', (name, expected) => {
  expect(isQueryableName(name)).toBe(expected)
})

test('any bytes are an answer or none, and never a throw', () => {
  const random = createRandom(7)
  const zone = new Zone()
  zone.entries = {
    'a.example/A': aliases('a.example', ['b.example', 'c.example'], '10.0.0.1'),
    '_s.example/SRV': services('_s.example', [['n.example', 80]], { 'n.example': '10.0.0.1' }),
  }
  const seeds = [zone.answer(query('a.example', 'A'))!, zone.answer(query('_s.example', 'SRV'))!]
  let valid = 0
  for (let round = 0; round < 20_000; round++) {
    const seed = seeds[round % seeds.length]!
    let bytes = Uint8Array.from(seed)
    if (round % 3 === 0) bytes = bytes.slice(0, random.uint32() % (bytes.length + 1))
    if (round % 7 === 0) bytes = Uint8Array.from({ length: random.uint32() % 80 }, () => random.uint32() & 255)
    for (let change = random.uint32() % 4; change > 0 && bytes.length > 0; change--)
      bytes[random.uint32() % bytes.length] = random.uint32() & 255
    if (decodeAnswer(bytes)?.outcome === 'valid') valid++
  }
  expect(valid).toBeGreaterThan(0)
})
