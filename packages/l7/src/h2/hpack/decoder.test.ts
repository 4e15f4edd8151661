import { describe, expect, it, test } from 'vitest'
import { HpackDecoder } from './decoder.ts'

type Field = readonly [string, string]

function decode(decoder: HpackDecoder, hex: string): Field[] | 'error' {
  const block = Buffer.from(hex.replaceAll(' ', ''), 'hex')
  // In the midst of other bytes, so that reading past the end would show.
  const bytes = Buffer.concat([Buffer.alloc(3, 0x82), block, Buffer.alloc(3, 0x82)])
  const fields: Field[] = []
  const sink = {
    onField(name: string, value: string): boolean {
      fields.push([name, value])
      return true
    },
  }
  return decoder.decode(bytes, 3, 3 + block.length, sink) ? fields : 'error'
}

const check = (hex: string): Field[] | 'error' => decode(new HpackDecoder(), hex)

/** What the table holds: asked for through indices, until there is none. */
function tableOf(decoder: HpackDecoder): Field[] {
  const entries: Field[] = []
  for (let index = 62; ; index++) {
    const fields = decode(decoder, (0x80 | index).toString(16))
    if (fields === 'error') return entries
    entries.push(fields[0]!)
  }
}

describe('RFC 7541 C.2, single fields', () => {
  it.each([
    [
      'indexed literal',
      '400a 6375 7374 6f6d 2d6b 6579 0d63 7573 746f 6d2d 6865 6164 6572',
      'custom-key',
      'custom-header',
      1,
    ],
    ['literal without indexing', '040c 2f73 616d 706c 652f 7061 7468', ':path', '/sample/path', 0],
    ['never indexed literal', '1008 7061 7373 776f 7264 0673 6563 7265 74', 'password', 'secret', 0],
    ['index', '82', ':method', 'GET', 0],
  ])('%s', (_, hex, name, value, kept) => {
    const decoder = new HpackDecoder()
    expect(decode(decoder, hex)).toEqual([[name, value]])
    expect(tableOf(decoder)).toHaveLength(kept)
  })
})

const requests: readonly Field[][] = [
  [
    [':method', 'GET'],
    [':scheme', 'http'],
    [':path', '/'],
    [':authority', 'www.example.com'],
  ],
  [
    [':method', 'GET'],
    [':scheme', 'http'],
    [':path', '/'],
    [':authority', 'www.example.com'],
    ['cache-control', 'no-cache'],
  ],
  [
    [':method', 'GET'],
    [':scheme', 'https'],
    [':path', '/index.html'],
    [':authority', 'www.example.com'],
    ['custom-key', 'custom-value'],
  ],
]
const requestTable: Field[] = [
  ['custom-key', 'custom-value'],
  ['cache-control', 'no-cache'],
  [':authority', 'www.example.com'],
]
const cookie = 'foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1'
const responses: readonly Field[][] = [
  [
    [':status', '302'],
    ['cache-control', 'private'],
    ['date', 'Mon, 21 Oct 2013 20:13:21 GMT'],
    ['location', 'https://www.example.com'],
  ],
  [
    [':status', '307'],
    ['cache-control', 'private'],
    ['date', 'Mon, 21 Oct 2013 20:13:21 GMT'],
    ['location', 'https://www.example.com'],
  ],
  [
    [':status', '200'],
    ['cache-control', 'private'],
    ['date', 'Mon, 21 Oct 2013 20:13:22 GMT'],
    ['location', 'https://www.example.com'],
    ['content-encoding', 'gzip'],
    ['set-cookie', cookie],
  ],
]
const responseTable: Field[] = [
  ['set-cookie', cookie],
  ['content-encoding', 'gzip'],
  ['date', 'Mon, 21 Oct 2013 20:13:22 GMT'],
]

describe('RFC 7541 C.3 to C.6, whole exchanges', () => {
  it.each([
    [
      'C.3, requests without Huffman code',
      '',
      [
        '8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d',
        '8286 84be 5808 6e6f 2d63 6163 6865',
        '8287 85bf 400a 6375 7374 6f6d 2d6b 6579 0c63 7573 746f 6d2d 7661 6c75 65',
      ],
      requests,
      requestTable,
    ],
    [
      'C.4, requests with Huffman code',
      '',
      [
        '8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff',
        '8286 84be 5886 a8eb 1064 9cbf',
        '8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf',
      ],
      requests,
      requestTable,
    ],
    [
      'C.5, responses without Huffman code, and eviction at 256 octets',
      '3fe101',
      [
        `4803 3330 3258 0770 7269 7661 7465 611d 4d6f 6e2c 2032 3120 4f63 7420 3230 3133 2032 303a 3133 3a32 3120 474d
         546e 1768 7474 7073 3a2f 2f77 7777 2e65 7861 6d70 6c65 2e63 6f6d`,
        '4803 3330 37c1 c0bf',
        `88c1 611d 4d6f 6e2c 2032 3120 4f63 7420 3230 3133 2032 303a 3133 3a32 3220 474d 54c0 5a04 677a 6970 7738 666f
         6f3d 4153 444a 4b48 514b 425a 584f 5157 454f 5049 5541 5851 5745 4f49 553b 206d 6178 2d61 6765 3d33 3630 303b
         2076 6572 7369 6f6e 3d31`,
      ],
      responses,
      responseTable,
    ],
    [
      'C.6, responses with Huffman code, and eviction at 256 octets',
      '3fe101',
      [
        `4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 66e0 82a6 2d1b ff6e 919d 29ad 1718 63c7
         8f0b 97c8 e9ae 82ae 43d3`,
        '4883 640e ffc1 c0bf',
        `88c1 6196 d07a be94 1054 d444 a820 0595 040b 8166 e084 a62d 1bff c05a 839b d9ab 77ad 94e7 821d d7f2 e6c7 b335
         dfdf cd5b 3960 d5af 2708 7f36 72c1 ab27 0fb5 291f 9587 3160 65c0 03ed 4ee5 b106 3d50 07`,
      ],
      responses,
      responseTable,
    ],
  ])('%s', (_, update, blocks, lists, table) => {
    const decoder = new HpackDecoder()
    expect(decode(decoder, update)).toEqual([])
    blocks.forEach((hex, index) => {
      expect(decode(decoder, hex.replaceAll(/\s/g, ''))).toEqual(lists[index])
    })
    expect(tableOf(decoder)).toEqual(table)
  })
})

describe('compression errors', () => {
  it.each([
    ['index 0', '80'],
    ['an index beyond both tables', 'be'],
    ['a name beyond both tables', '7e 01 61'],
    ['an integer that is cut off', 'ff'],
    ['an integer that is cut off later', 'ff80'],
    ['an integer that is too large', 'ffffffffff07'],
    ['an integer with endless zeros', 'ff808080808000'],
    ['a size update that is too large', '3fe21f'],
    ['a size update behind a field', '8220'],
    ['a size update that is cut off', '3f'],
    ['a literal without name', '40'],
    ['a name that is cut off', '400261'],
    ['a literal without value', '400161'],
    ['a value that is cut off', '4001610262'],
    ['a length that is cut off', '4001617f'],
    ['a name in bad Huffman code', '4081ff0161'],
    ['a value in bad Huffman code', '00016181ff'],
    ['a literal without index, cut off', '0f'],
    ['a literal never indexed with a name beyond', '1f2f 0161'],
  ])('%s', (_, hex) => {
    expect(check(hex)).toBe('error')
  })

  test('the limits themselves are fine', () => {
    expect(check('3fe11f 20 82')).toEqual([[':method', 'GET']])
    expect(check('bd')).toEqual([['www-authenticate', '']])
    expect(check('0f2e 0161')).toEqual([['www-authenticate', 'a']])
    // An integer in more octets than it needs.
    expect(check('0f8000 0161')).toEqual([['accept-charset', 'a']])
    expect(check('00016100')).toEqual([['a', '']])
    expect(check('')).toEqual([])
  })
})

describe('the size of the table', () => {
  const three = '400161 0131 400162 0131 400163 0131'

  test('an update throws out', () => {
    const decoder = new HpackDecoder()
    decode(decoder, three)
    expect(tableOf(decoder)).toHaveLength(3)
    expect(decode(decoder, '3f25')).toEqual([])
    expect(tableOf(decoder)).toEqual([
      ['c', '1'],
      ['b', '1'],
    ])
    expect(decode(decoder, '20')).toEqual([])
    expect(tableOf(decoder)).toEqual([])
  })

  test('a smaller table than 4096 binds the peer once it has acknowledged it', () => {
    const decoder = new HpackDecoder(100)
    expect(decode(decoder, `3fe11f${three}`)).toHaveLength(3)
    decoder.settingsAcknowledged()
    expect(decode(decoder, '3f45 82')).toEqual([[':method', 'GET']])
    expect(decode(decoder, '82')).toEqual([[':method', 'GET']])
    expect(decode(decoder, '3f46')).toBe('error')
  })

  test('a peer that has acknowledged has to say so in the next block', () => {
    const decoder = new HpackDecoder(100)
    decoder.settingsAcknowledged()
    expect(decode(decoder, '82')).toBe('error')
  })

  test('a larger one is there when the peer asks', () => {
    const decoder = new HpackDecoder(8192)
    expect(decode(decoder, '3fe13f')).toEqual([])
    decoder.settingsAcknowledged()
    expect(decode(decoder, '82')).toEqual([[':method', 'GET']])
    expect(decode(decoder, '3fe23f')).toBe('error')
  })
})

describe('bounds of the whole list', () => {
  test('fields beyond are dropped, and the table stays in step', () => {
    const decoder = new HpackDecoder()
    decoder.maxListBytes = 42 * 2
    // 42 octets each, the third is too much.
    expect(decode(decoder, '82 82 400161 0131')).toEqual([
      [':method', 'GET'],
      [':method', 'GET'],
    ])
    expect(decoder.isTooLarge).toBe(true)
    expect(decode(decoder, 'be')).toEqual([['a', '1']])
    expect(decoder.isTooLarge).toBe(false)
  })

  test('a sink that has enough gets no more, and the table stays in step', () => {
    const decoder = new HpackDecoder()
    let calls = 0
    const sink = { onField: (): boolean => ++calls < 2 }
    expect(decoder.decode(Buffer.from('82844001610131', 'hex'), 0, 7, sink)).toBe(true)
    expect(calls).toBe(2)
    expect(decode(decoder, 'be')).toEqual([['a', '1']])
    expect(decoder.decode(Buffer.from('82ff', 'hex'), 0, 2, sink)).toBe(false)
  })
})

test('strings are bytes, and long ones have room', () => {
  expect(check(`0001e9 01ff`)).toEqual([['\xe9', '\xff']])
  const digits = '00'.repeat(10_000)
  // 80,000 bits of `0`, 5 each.
  expect(check(`000161ff914d${digits}`)).toEqual([['a', '0'.repeat(16_000)]])
})
