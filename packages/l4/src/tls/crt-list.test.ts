import { expect, test } from 'vitest'
import { parseCertificateList } from './crt-list.ts'

test('lines, options, filters and comments', () => {
  const text = '# comment\n\na.pem\n  b.pem [alpn h2 verify none]  *.B.test !x.b.test\nc.pem [ key c.key ] \r\n'
  const lines = parseCertificateList(text)
  expect(lines).toMatchObject([
    { path: 'a.pem', number: 3, words: null, filters: [] },
    {
      path: 'b.pem',
      number: 4,
      words: { alpn: ['h2'], verify: 'none' },
      wordsText: 'alpn h2 verify none',
      filters: [
        { name: '*.b.test', isNegative: false },
        { name: 'x.b.test', isNegative: true },
      ],
    },
    { path: 'c.pem', number: 5, words: { files: { key: { text: 'c.key' } } } },
  ])
})

test.each([
  ['a.pem [foo]\n', 'unknown ssl keyword foo', 1],
  ['\na.pem [alpn h2] [npn x]\n', "too many '['", 2],
  ['a.pem ] x\n', "too many ']'", 1],
  ['a.pem [verify maybe]\n', 'unknown verify method', 1],
  ['a.pem [ocsp-update on]\n', 'OCSP responses are not fetched', 1],
  ['a.pem', 'Missing LF on last line', 1],
])('%j is refused', (text, error, line) => {
  expect(parseCertificateList(text)).toEqual({ error: expect.stringContaining(error), line })
})
