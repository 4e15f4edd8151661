import { expect, it } from 'vitest'
import { configure, readLines } from '../testing/lines.ts'

it('waits for the body', async () => {
  const { world } = await configure({
    frontend: ['http-request wait-for-body time 1s', 'http-request set-header X-Len %[req.body_len]'],
  })
  const client = world.request('POST / HTTP/1.1\r\nContent-Length: 6\r\n\r\nabc')
  expect(world.accepted).toHaveLength(0)
  client.send('def')
  world.run()
  expect(world.accepted[0]!.text).toBe('POST / HTTP/1.1\r\ncontent-length: 6\r\nx-len: 6\r\n\r\nabcdef')
})

it('goes on with as much as was asked for', async () => {
  const { world } = await configure({ frontend: ['http-request wait-for-body time 1s at-least 2'] })
  world.request('POST / HTTP/1.1\r\nContent-Length: 6\r\n\r\nabc')
  expect(world.accepted[0]!.text.endsWith('abc')).toBe(true)
})

it('says 408 when the body does not come', async () => {
  const { world } = await configure({ frontend: ['http-request wait-for-body time 100ms'] })
  const client = world.request('POST / HTTP/1.1\r\nContent-Length: 6\r\n\r\nabc')
  world.run(101)
  expect(client.text).toMatch(/^HTTP\/1.1 408 /)
  expect(world.logs[0]).toMatch(/^408 cR-- /)
})

it('asks for the body of a client that waits to be asked, and the server no more', async () => {
  const { world } = await configure({ frontend: ['http-request wait-for-body time 1s'] })
  const client = world.request('POST / HTTP/1.1\r\nContent-Length: 3\r\nExpect: 100-Continue\r\n\r\n')
  expect(client.text).toBe('HTTP/1.1 100 Continue\r\n\r\n')
  client.send('abc')
  world.run()
  expect(world.accepted[0]!.text).toBe('POST / HTTP/1.1\r\ncontent-length: 3\r\n\r\nabc')
})

it('keeps what else is expected, and asks nobody who speaks HTTP/1.0', async () => {
  const { world } = await configure({ frontend: ['http-request wait-for-body time 1s'] })
  const head = 'Content-Length: 3\r\nExpect: 100-continue'
  expect(world.request(`POST / HTTP/1.0\r\n${head}\r\n\r\n`).text).toBe('')
  world.request(`POST / HTTP/1.1\r\n${head}, x\r\n\r\nabc`)
  expect(world.accepted[0]!.text).toContain('\r\nexpect: x\r\n')
})

it('counts the wait as part of receiving the request', async () => {
  const { world } = await configure({ frontend: ['http-request wait-for-body time 1s'] })
  world.serve = (peer) => peer.send(`${ok}Content-Length: 0\r\n\r\n`)
  const client = world.request('POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\n')
  world.run(100)
  client.send('abc')
  world.run()
  expect(world.logs[0]).toMatch(/^200 ---- 100\/0\/0\//)
})

it('is what option http-buffer-request does, for as long as a head may take', async () => {
  const { world } = await configure({
    frontend: ['option http-buffer-request'],
    timeouts: { httpRequestMs: 200, clientMs: 5000 },
  })
  const slow = world.request('POST / HTTP/1.1\r\nContent-Length: 6\r\n\r\nabc')
  const broken = world.request('POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n')
  broken.send('zz\r\n')
  world.run(201)
  expect(broken.text).toMatch(/^HTTP\/1.1 400 /)
  expect(slow.text).toMatch(/^HTTP\/1.1 408 /)
  expect(world.logs.map((line) => line.slice(0, 8))).toEqual(['400 PR--', '408 cR--'])
})

it('refuses what is no time', () => {
  expect(readLines('frontend', ['http-request wait-for-body 10s']).complaints[0]).toContain("'time <time>'")
})

it('says 400 when the chunks are broken', async () => {
  const { world } = await configure({ frontend: ['http-request wait-for-body time 1s'] })
  const client = world.request('POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n')
  client.send('zz\r\n')
  world.run()
  expect(client.text).toMatch(/^HTTP\/1.1 400 /)
})

const get = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'
const ok = 'HTTP/1.1 200 OK\r\n'

/** What the client gets when the server sends one piece after the other, 10 ms apart. */
async function pieces(rule: string, ...texts: (string | 'close' | 'reset')[]) {
  const { world } = await configure({
    frontend: [
      rule,
      'http-response set-header x-len %[res.body_len]/%[res.body_size]',
      'http-response set-header x-body <%[res.body,bytes(0,20)]>',
    ],
    retries: 0,
  })
  world.serve = () => {}
  const client = world.request(get)
  const [server] = world.accepted
  const seen: number[] = []
  for (const text of texts) {
    if (text === 'close' || text === 'reset') server!.connection[text]()
    else server!.send(text)
    world.run(10)
    seen.push(client.text.length)
  }
  return { world, client, server: server!, seen }
}

const rule = 'http-response wait-for-body time 500ms'

it.each([
  ['a length', [`${ok}Content-Length: 5\r\n\r\n`, 'he', 'llo'], '5/5', 'hello'],
  ['a length, all at once', [`${ok}Content-Length: 5\r\n\r\nhello`], '5/5', 'hello'],
  ['chunks', [`${ok}Transfer-Encoding: chunked\r\n\r\n`, '3\r\nabc\r\n', '3\r\ndef\r\n0\r\n\r\n'], '6/6', 'abcdef'],
  ['the end of the connection', [`${ok}\r\nhel`, 'lo', 'close'], '5/5', 'hello'],
  ['no body', [`${ok}Content-Length: 0\r\n\r\n`], '0/0', ''],
  ['a body cut short', [`${ok}Content-Length: 10\r\n\r\nhello`, 'close'], '5/10', 'hello'],
  ['a body cut short by a reset', [`${ok}Content-Length: 10\r\n\r\nhello`, 'reset'], '5/10', 'hello'],
])('holds a response back until the end of %s', async (_, texts, lengths, body) => {
  const { world, client, seen } = await pieces(rule, ...texts)
  expect(seen.slice(0, -1)).toEqual(texts.slice(1).map(() => 0))
  expect(client.text).toContain(`x-len: ${lengths}\r\nx-body: <${body}>\r\n`)
  expect(client.text.replace(/\r\n[0-9]\r\n|\r\n0\r\n/g, '')).toContain(body)
  expect(world.contained).toEqual([])
})

it('logs a body that was cut short, after what there was has been sent', async () => {
  const { world, client } = await pieces(rule, `${ok}Content-Length: 10\r\n\r\nhello`, 'close')
  expect(client.text.endsWith('\r\n\r\nhello')).toBe(true)
  expect(client.hasEnded).toBe(true)
  expect(world.logs[0]).toMatch(/^200 SD-- /)
})

it('lets a response go with as much as was asked for', async () => {
  const { client } = await pieces(`${rule} at-least 4`, `${ok}Content-Length: 10\r\n\r\nhel`, 'lo')
  expect(client.text).toContain('x-len: 5/10')
  expect(client.text.endsWith('\r\n\r\nhello')).toBe(true)
})

it('lets a response go with as much as a buffer holds', async () => {
  const { world, client } = await pieces(
    rule,
    `${ok}Content-Length: 100000\r\n\r\n`,
    'x'.repeat(50_000),
    'x'.repeat(50_000),
  )
  expect(client.text).toContain('x-len: 15226/100000')
  expect(client.text.endsWith('x'.repeat(100_000))).toBe(true)
  expect(world.logs[0]).toMatch(/^200 ---- /)
})

it('says 504 when the body does not come', async () => {
  const { world, client } = await pieces(rule, `${ok}Content-Length: 10\r\n\r\nhello`)
  world.run(500)
  expect(client.text).toMatch(/^HTTP\/1.1 504 /)
  expect(world.logs[0]).toMatch(/^504 sR-- 0\/0\/0\/-1 /)
})

it('says 502 when the chunks are broken', async () => {
  const { world, client } = await pieces(rule, `${ok}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n`, 'zz\r\n')
  expect(client.text).toMatch(/^HTTP\/1.1 502 /)
  expect(world.logs[0]).toMatch(/^502 PH-- 0\/0\/0\/-1 /)
})

it('ends with its client', async () => {
  const { world, client, server } = await pieces(rule, `${ok}Content-Length: 10\r\n\r\nhello`)
  client.connection.reset()
  world.run(10)
  expect(server.hasEnded).toBe(true)
  expect(world.logs[0]).toMatch(/^-1 CD-- /)
})
