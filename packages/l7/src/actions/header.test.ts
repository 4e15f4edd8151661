import { describe, expect, it } from 'vitest'
import { exchange, linesOf } from '../testing/exchange.ts'
import { readLines } from '../testing/lines.ts'

const request = 'GET / HTTP/1.1\r\nHost: a\r\nX-A: 1\r\nX-B: 2\r\nX-A: 3\r\n\r\n'

async function check(rule: string, sent: string, expected: readonly string[]): Promise<void> {
  const { sent: head } = await exchange({ frontend: [rule] }, sent)
  expect(linesOf(head)).toEqual(expected)
}

describe('header actions on requests', () => {
  it.each([
    ['http-request set-header X-A new', ['host: a', 'x-b: 2', 'x-a: new']],
    ['http-request add-header X-A "a b"', ['host: a', 'x-a: 1', 'x-b: 2', 'x-a: 3', 'x-a: a b']],
    ['http-request del-header x-a', ['host: a', 'x-b: 2']],
    ['http-request del-header x- -m beg', ['host: a']],
    ['http-request del-header -b -m end', ['host: a', 'x-a: 1', 'x-a: 3']],
    ['http-request del-header ^x-[b]$ -m reg', ['host: a', 'x-a: 1', 'x-a: 3']],
    [
      'http-request set-header X-C %[req.hdr(x-a)] if { req.hdr(x-b) 2 }',
      ['host: a', 'x-a: 1', 'x-b: 2', 'x-a: 3', 'x-c: 3'],
    ],
    ['http-request set-header X-C y unless { req.hdr(x-b) 2 }', ['host: a', 'x-a: 1', 'x-b: 2', 'x-a: 3']],
  ])('%s', (rule, expected) => check(rule, request, expected))

  it('replaces with groups, as the oracle does', async () => {
    const sent = 'GET / HTTP/1.1\r\nX-R: foobar\r\nX-RV: abc, axxc,foo\r\n\r\n'
    await check('http-request replace-header X-R (.*)o(.*) \\\\2-\\\\1', sent, ['x-r: bar-fo', 'x-rv: abc, axxc,foo'])
    await check('http-request replace-value X-RV a(.*)c X\\\\1', sent, ['x-r: foobar', 'x-rv: Xb,Xxx,foo'])
  })

  it('does not let a value break the message', async () => {
    const { sent } = await exchange({ frontend: ['http-request set-header X-A %[str(a%0d%0ab),url_dec]'] })
    expect(sent).not.toContain('\nb')
  })
})

it('edits responses, the proxy’s own in http-after-response only', async () => {
  const frontend = [
    'http-response set-header X-Res a',
    'http-after-response set-header X-After b',
    'http-request deny if { path /no }',
  ]
  const { got } = await exchange({ frontend })
  expect(linesOf(got)).toEqual(['content-length: 2', 'x-res: a', 'x-after: b'])
  const denied = await exchange({ frontend }, 'GET /no HTTP/1.1\r\n\r\n')
  expect(linesOf(denied.got).slice(-1)).toEqual(['x-after: b'])
  expect(denied.got).not.toContain('x-res')
})

it.each([
  ['http-request set-header X', 'expects <format>'],
  ['http-request del-header X -m foo', "'-m' expects one of"],
  ['http-request replace-header X ( y', "regex '(' is invalid"],
])('refuses %s', (line, message) => {
  expect(readLines('frontend', [line]).complaints[0]).toContain(message)
})
