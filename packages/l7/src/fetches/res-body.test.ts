import { expect, it } from 'vitest'
import { exchange } from '../testing/exchange.ts'

const rules = ['res.body', 'res.body_len', 'res.body_size']

it.each([
  ['a length', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello', ['hello', '5', '5']],
  ['a part of it', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello', ['hello', '5', '9']],
  ['chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n', ['abc', '3', '3']],
  ['nothing', 'HTTP/1.1 204 None\r\n\r\n', ['', '0', '0']],
])('%s', async (_, answer, expected) => {
  const lines = (ruleset: string) => rules.map((name) => `${ruleset} add-header x-r <%[${name}]>`)
  for (const ruleset of ['http-response', 'http-after-response']) {
    const { got } = await exchange({ frontend: lines(ruleset) }, undefined, answer)
    expect(got.match(/(?<=x-r: <).*(?=>)/g)).toEqual(expected)
  }
})

it("the proxy's own answer", async () => {
  const { got } = await exchange({
    frontend: [
      'http-request return status 200 content-type text/plain string hello',
      ...rules.map((name) => `http-after-response add-header x-r <%[${name}]>`),
    ],
  })
  expect(got.match(/(?<=x-r: <).*(?=>)/g)).toEqual(['hello', '5', '5'])
})
