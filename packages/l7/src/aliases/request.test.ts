import type { SampleContext } from '@weir/keyword'
import { SampleLanguage } from '@weir/sample'
import { expect, it } from 'vitest'
import { exchange } from '../testing/exchange.ts'
import { vocabulary } from '../testing/lines.ts'

const language = new SampleLanguage({ vocabulary })

async function check(format: string, expected: string, request?: string): Promise<void> {
  const { world } = await exchange(
    {
      frontend: [
        'capture request header Host len 10',
        'capture request header X-C len 9',
        'capture response header X-None len 5',
        'capture cookie SE len 8',
        'unique-id-format id',
      ],
    },
    request ?? 'GET http://a/b"c?d=e HTTP/1.1\r\nHost: a\r\nX-C: {x|"y}\r\nCookie: SESS=0123456\r\n\r\n',
  )
  expect(language.format(format, world.transactions[0] as SampleContext, 'log')).toBe(expected)
}

it.each([
  ['%r', 'GET http://a/b#22c?d=e HTTP/1.1'],
  ['%{+Q}r', '"GET http://a/b#22c?d=e HTTP/1.1"'],
  ['%HM %HV %HQ', 'GET HTTP/1.1 ?d=e'],
  ['%HU', 'http://a/b#22c?d=e'],
  ['%HP %HPO', 'http://a/b#22c /b#22c'],
  ['%hr %hs', '{a|#7Bx#7C#22y#7D} {}'],
  ['%hrl', 'a #7Bx#7C#22y#7D'],
  ['%CC %CS', 'SESS=012 -'],
  ['%ID', 'id'],
  ['%ST %tsc', '200 ----'],
  ['%TR/%Tr/%Ta/%Ti/%Tq/%Td/%Tu', '0/0/0/0/0/0/0'],
  ['%trg', '14/Nov/2023:22:13:20 +0000'],
])('%s', (format, expected) => check(format, expected))

it('cuts a long request line, and loses its version', async () => {
  const kept = `/${'a'.repeat(1018)}`
  await check('%r %HU %HV', `GET ${kept} ${kept} HTTP/0.9`, `GET /${'a'.repeat(2000)} HTTP/1.1\r\nHost: a\r\n\r\n`)
})

it('shows what never became a request', () => check('%r %HM %TR', '<BADREQ> <BADREQ> -1', 'bad\r\n\r\n'))

it('writes dates in local time with milliseconds', async () => {
  const { world } = await exchange({})
  expect(language.format('%tr', world.transactions[0] as SampleContext, 'log')).toMatch(
    /^\d\d\/Nov\/2023:\d\d:\d\d:20\.000$/,
  )
})
