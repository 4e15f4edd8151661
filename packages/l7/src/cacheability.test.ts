import { describe, expect, test } from 'vitest'
import { configure } from './testing/lines.ts'

describe('option checkcache', () => {
  async function statusOf(responseHead: string, method = 'GET'): Promise<string> {
    const { world } = await configure({ backendLines: ['option checkcache', 'http-response allow'] })
    world.serve = (peer) => peer.send(`${responseHead}Content-Length: 0\r\n\r\n`)
    world.request(`${method} / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n`)
    return world.logs[0]!.slice(0, 8)
  }
  const cookie = 'Set-Cookie: a=b\r\n'
  test.each([
    ['a cookie on a cacheable status', `HTTP/1.1 200 OK\r\n${cookie}`, 'GET', '502 PH--'],
    ['no cookie', 'HTTP/1.1 200 OK\r\n', 'GET', '200 ----'],
    ['another status', `HTTP/1.1 403 No\r\n${cookie}`, 'GET', '403 ----'],
    ['another status made public', `HTTP/1.1 403 No\r\n${cookie}Cache-Control: public\r\n`, 'GET', '502 PH--'],
    ['another method', `HTTP/1.1 200 OK\r\n${cookie}`, 'POST', '200 ----'],
    ['another method made public', `HTTP/1.1 200 OK\r\n${cookie}Cache-Control: public\r\n`, 'POST', '502 PH--'],
    ['private', `HTTP/1.1 200 OK\r\n${cookie}Cache-Control: max-age=9, private\r\n`, 'GET', '200 ----'],
    ['no age', `HTTP/1.1 200 OK\r\n${cookie}Cache-Control: max-age=0\r\n`, 'GET', '200 ----'],
    ['some age', `HTTP/1.1 200 OK\r\n${cookie}Cache-Control: max-age=10\r\n`, 'GET', '502 PH--'],
    ['the cookie alone', `HTTP/1.1 200 OK\r\n${cookie}Cache-Control: no-cache="set-cookie, x"\r\n`, 'GET', '200 ----'],
    ['Pragma', `HTTP/1.1 200 OK\r\n${cookie}Pragma: no-cache\r\n`, 'GET', '200 ----'],
  ])('%s', async (_, responseHead, method, log) => {
    expect(await statusOf(responseHead, method)).toBe(log)
  })
})
