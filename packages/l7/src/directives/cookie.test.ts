import { expect, it } from 'vitest'
import { exchange } from '../testing/exchange.ts'
import { configure, readLines } from '../testing/lines.ts'

const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nSet-Cookie: SESS=abc; path=/\r\n\r\nok'

/** Line, cookie of the client, cookie line at the server, Set-Cookie lines at the client, letters in the log. */
const rows: readonly (readonly [string, string | null, string | null, readonly string[], string])[] = [
  ['SRV insert indirect nocache', null, null, ['SESS=abc; path=/', 'SRV=c1; path=/'], 'NI'],
  ['SRV insert indirect nocache', 'SRV=c1', null, ['SESS=abc; path=/'], 'VN'],
  ['SRV insert indirect nocache', 'a=b; SRV=c1; d=e', 'a=b; d=e', ['SESS=abc; path=/'], 'VN'],
  ['SRV insert indirect nocache', 'SRV=zz', null, ['SESS=abc; path=/', 'SRV=c1; path=/'], 'II'],
  ['SRV insert insert indirect nocache', 'SRV=c1', null, ['SESS=abc; path=/'], 'VN'],
  ['SRV insert', 'SRV=c1', 'SRV=c1', ['SESS=abc; path=/'], 'VN'],
  ['SESS prefix', null, null, ['SESS=c1~abc; path=/'], 'NR'],
  ['SESS prefix', 'SESS=c1~abc; x=y', 'SESS=abc; x=y', ['SESS=c1~abc; path=/'], 'VR'],
  ['SESS prefix', 'SESS=abc', 'SESS=abc', ['SESS=c1~abc; path=/'], 'IR'],
  ['SESS rewrite', null, null, ['SESS=c1; path=/'], 'NR'],
  ['SESS rewrite', 'SESS=c1', 'SESS=c1', ['SESS=c1; path=/'], 'VR'],
  [
    'SRV insert httponly secure domain .d attr SameSite=None',
    null,
    null,
    ['SESS=abc; path=/', 'SRV=c1; path=/; domain=.d; HttpOnly; Secure; SameSite=None'],
    'NI',
  ],
]

it.each(rows)('cookie %s with %s', async (line, cookie, sentCookie, setCookies, letters) => {
  const request = `GET / HTTP/1.1\r\n${cookie === null ? '' : `Cookie: ${cookie}\r\n`}\r\n`
  const { sent, got, log } = await exchange({ cookies: true, backendLines: [`cookie ${line}`] }, request, answer)
  expect(/cookie: (.*)/.exec(sent!)?.[1] ?? null).toBe(sentCookie)
  expect([...got.matchAll(/set-cookie: (.*)\r/g)].map((match) => match[1])).toEqual(setCookies)
  expect(log.slice(4, 8)).toBe(`--${letters}`)
})

it('stays on the server that the cookie names', async () => {
  const { world } = await configure({ cookies: true, servers: 3, backendLines: ['cookie SRV insert indirect'] })
  for (let turn = 0; turn < 4; turn++) world.request('GET / HTTP/1.1\r\nCookie: SRV=c2\r\n\r\n')
  expect(world.transactions.map(({ server }) => server!.name)).toEqual(['s2', 's2', 's2', 's2'])
})

it('lets an idle cookie expire', async () => {
  const { world } = await configure({
    cookies: true,
    backendLines: ['cookie SRV insert indirect maxidle 8 maxlife 20'],
  })
  const first = world.request('GET / HTTP/1.1\r\n\r\n')
  const cookie = /set-cookie: (SRV=[^;]*)/.exec(first.text)![1]!
  expect(cookie).toMatch(/^SRV=c1\|([A-Za-z0-9+/]{5})\|\1$/)
  world.request(`GET / HTTP/1.1\r\nCookie: ${cookie}\r\n\r\n`)
  world.run(13_000)
  world.request(`GET / HTTP/1.1\r\nCookie: ${cookie}\r\n\r\n`)
  expect(world.logs.map((line) => line.slice(6, 8))).toEqual(['NI', 'VN', 'EI'])
})

it.each([
  ['maxidle 8', 'c1', 'VU'],
  ['maxlife 8', 'c1', 'VU'],
  ['maxidle 8', 'c1|zz', 'VU'],
  ['maxidle 8', 'c1|AAAAA', 'VU'],
  ['maxidle 8', 'c1|AAAAB', 'EI'],
  ['maxlife 8', 'c1|AAAAB', 'VU'],
  ['maxlife 8', 'c1|zz|AAAAB', 'OI'],
  ['maxidle 8', 'c1||AAAAB', 'VU'],
  ['maxidle 8 maxlife 8', 'c1|AAAAB|AAAAB', 'OI'],
  ['maxidle 8', 'nobody', 'II'],
  ['', 'c1|AAAAA', 'VN'],
  ['', 'c1|AAAAB', 'VU'],
  ['', 'c1|AAAAA|AAAAB', 'VU'],
])('takes a cookie without a date for a fresh one: %s, %s', async (limit, cookie, letters) => {
  const options = { cookies: true, backendLines: [`cookie SRV insert ${limit}`] }
  const { world } = await configure(options)
  world.run(100_000)
  world.request(`GET / HTTP/1.1\r\nCookie: SRV=${cookie}\r\n\r\n`)
  expect(world.logs[0]!.slice(6, 8)).toBe(letters)
})

it.each([
  ['SRV insert', '', 'SRV=; Expires=Thu, 01-Jan-1970 00:00:01 GMT; path=/', 'NI'],
  [
    'SRV insert maxidle 8 domain .d httponly secure attr SameSite=None',
    'Cookie: SRV=c1\r\n',
    'SRV=; Expires=Thu, 01-Jan-1970 00:00:01 GMT; path=/; domain=.d; HttpOnly; Secure; SameSite=None',
    'II',
  ],
  ['SRV insert postonly', '', undefined, 'NN'],
  ['SRV prefix', '', undefined, 'NN'],
])('makes the client forget a cookie where the server has none: %s', async (line, header, setCookie, letters) => {
  const plainAnswer = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'
  const { got, log } = await exchange(
    { backendLines: [`cookie ${line}`] },
    `GET / HTTP/1.1\r\n${header}\r\n`,
    plainAnswer,
  )
  expect(/set-cookie: (.*)\r/.exec(got)?.[1]).toBe(setCookie)
  expect(log.slice(6, 8)).toBe(letters)
})

it('knows a server by a value with dates in every mode but prefix', async () => {
  for (const [mode, letters] of [
    ['rewrite', 'VN'],
    ['', '--'],
    ['prefix', 'IN'],
  ] as const) {
    const options = { cookies: true, backendLines: [`cookie SRV ${mode}`] }
    const { log } = await exchange(
      options,
      'GET / HTTP/1.1\r\nCookie: SRV=c1|AAAAB\r\n\r\n',
      'HTTP/1.1 204 No Content\r\n\r\n',
    )
    expect(log.slice(6, 8)).toBe(letters)
  }
})

it('captures the first cookie whose name begins so, behind the rules', async () => {
  const { world } = await configure({
    frontend: ['capture cookie SE len 9', 'http-request return if { path /own }'],
  })
  world.request('GET /own HTTP/1.1\r\nCookie: SESS=1\r\n\r\n')
  world.request('GET / HTTP/1.1\r\nCookie: SE; a="SE=0"; SESS = 123456; SE=2\r\n\r\n')
  expect(world.transactions.map((transaction) => transaction.requestCookieCapture)).toEqual([null, 'SESS=1234'])
})

it('makes dynamic values as the oracle does', async () => {
  const { got } = await exchange({ backendLines: ['cookie SRV insert dynamic', 'dynamic-cookie-key abc'] })
  expect(got).toMatch(/set-cookie: SRV=[0-9a-f]{16}; path=\/\r/)
})

it.each([
  ['cookie', 'expects <cookie_name>'],
  ['cookie A foo', "'cookie' supports 'rewrite'"],
  ['cookie A insert prefix', 'incompatible'],
])('refuses %s', (line, message) => {
  expect(readLines('backend', [line]).complaints[0]).toContain(message)
})
