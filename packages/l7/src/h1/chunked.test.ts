import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ChunkedDecoder } from './chunked.ts'

function decode(
  text: string,
  cuts: readonly number[] = [],
): { data: string; rest: string; trailers: string } | 'failed' | 'incomplete' {
  const bytes = Buffer.from(text, 'latin1')
  const decoder = new ChunkedDecoder()
  const out = Buffer.alloc(bytes.length)
  let to = 0
  let from = 0
  let taken = 0
  for (const cut of [...cuts.filter((at) => at < bytes.length).sort((a, b) => a - b), bytes.length]) {
    if (cut <= from) continue
    taken = decoder.decode(bytes, from, cut, out, to)
    to += decoder.produced
    from = cut
    if (decoder.hasFailed) return 'failed'
    if (decoder.isDone) {
      return { data: out.toString('latin1', 0, to), rest: text.slice(taken), trailers: decoder.trailers }
    }
  }
  return 'incomplete'
}

describe('the chunked coding, as the oracle takes it', () => {
  it.each([
    ['one chunk', '3\r\nabc\r\n0\r\n\r\n', { data: 'abc', rest: '', trailers: '' }],
    [
      'an extension and trailers',
      '3;ext=1\r\nabc\r\n0\r\nX-T: 1\r\nY-T:2\r\n\r\n',
      { data: 'abc', rest: '', trailers: 'x-t: 1\r\ny-t: 2\r\n' },
    ],
    ['a space behind the size', '3 \r\nabc\r\n0\r\n\r\n', { data: 'abc', rest: '', trailers: '' }],
    ['bare line feeds', '3\nabc\n0\n\n', { data: 'abc', rest: '', trailers: '' }],
    ['leading zeros', '0003\r\nabc\r\n0\r\n\r\n', { data: 'abc', rest: '', trailers: '' }],
    ['what follows', '1\r\na\r\n0\r\n\r\nGET', { data: 'a', rest: 'GET', trailers: '' }],
    ['the empty body', '0\r\n\r\n', { data: '', rest: '', trailers: '' }],
  ])('takes %s', (_, text, expected) => {
    expect(decode(text)).toEqual(expected)
  })

  it.each([
    'z\r\n',
    '\r\n',
    '3\r\nabcd\r\n',
    '3 x\r\nabc',
    '3\rabc',
    '10000000000000\r\n',
    '-1\r\n',
    '0\r\nbad\r\n\r\n',
    '0\r\na b: c\r\n\r\n',
  ])('refuses %j', (text) => {
    expect(decode(text)).toBe('failed')
  })

  it('refuses endless trailers', () => {
    expect(decode(`0\r\n${'a: b\r\n'.repeat(4000)}\r\n`)).toBe('failed')
    expect(decode(`0\r\n${'a'.repeat(20000)}`)).toBe('failed')
  })

  it('does not mind where the input is cut', () => {
    const text = `5;a=b\r\nhello\r\n50\r\n${'x'.repeat(80)}\r\n0\r\nA: b\r\n\r\nrest`
    fc.assert(
      fc.property(fc.array(fc.nat(text.length)), (cuts) => {
        expect(decode(text, cuts)).toEqual({
          data: `hello${'x'.repeat(80)}`,
          rest: 'rest',
          trailers: 'a: b\r\n',
        })
      }),
    )
  })
})
