import { expect, it } from 'vitest'
import { exchange } from '../testing/exchange.ts'
import { readLines } from '../testing/lines.ts'

it('keeps headers and cookies, cut to their length', async () => {
  const { world } = await exchange(
    {
      frontend: [
        'capture request header X-A len 3',
        'capture request header X-None len 3',
        'declare capture request len 5',
        'declare capture response len 5',
        'capture response header Content-Type len 4',
        'capture cookie SE len 6',
      ],
    },
    'GET / HTTP/1.1\r\nX-A: one\r\nX-A: twooo\r\nCookie: a=b; SESS=123\r\n\r\n',
    'HTTP/1.1 200 OK\r\nContent-Length: 0\r\nContent-Type: text/html\r\nSet-Cookie: SESS=xyz; path=/\r\n\r\n',
  )
  const [transaction] = world.transactions
  expect(transaction!.requestCaptures).toEqual(['two', null, null])
  expect(transaction!.responseCaptures).toEqual([null, 'text'])
  expect(transaction!.requestCookieCapture).toBe('SESS=1')
  expect(transaction!.responseCookieCapture).toBe('SESS=x')
})

it.each(['capture request header X', 'capture cookie X', 'declare capture request'])('refuses %s', (line) => {
  expect(readLines('frontend', [line]).complaints).toHaveLength(1)
})
