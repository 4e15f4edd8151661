import { expect, it } from 'vitest'
import { httpOptions } from '../options.ts'
import { exchange } from '../testing/exchange.ts'
import { configure, readLines } from '../testing/lines.ts'

it.each([
  ['option httpclose', 'close'],
  ['option http-server-close', 'server-close'],
  ['option http-keep-alive', 'keep-alive'],
])('%s', (line, mode) => {
  expect(readLines('backend', [line]).options.get(httpOptions).connectionMode).toBe(mode)
  expect(readLines('backend', [line, `no ${line}`]).options.get(httpOptions).connectionMode).toBeNull()
})

const closes = 'connection: close'

it.each([
  ['http-server-close', 'http-keep-alive', closes],
  ['http-keep-alive', 'http-server-close', closes],
  ['http-keep-alive', 'httpclose', closes],
  ['httpclose', 'http-keep-alive', undefined],
  ['http-keep-alive', 'http-keep-alive', undefined],
])('%s in the frontend and %s in the backend', async (front, back, sent) => {
  const lines = { frontend: [`option ${front}`], backendLines: [`option ${back}`] }
  const { sent: head } = await exchange(lines, 'GET / HTTP/1.1\r\n\r\n')
  expect(/connection: .*/.exec(head!)?.[0]).toBe(sent)
})

it.each([
  ['option http-buffer-request', 'frontend', 'buffersRequest'],
  ['option http-ignore-probes', 'frontend', 'ignoresProbes'],
  ['option http-use-proxy-header', 'frontend', 'usesProxyHeaders'],
  ['option disable-h2-upgrade', 'frontend', 'disablesH2Upgrade'],
  ['option idle-close-on-response', 'frontend', 'keepsIdleUntilResponse'],
  ['option prefer-last-server', 'backend', 'prefersLastServer'],
  ['option http-pretend-keepalive', 'backend', 'pretendsKeepAlive'],
  ['option http-drop-request-trailers', 'backend', 'dropsRequestTrailers'],
  ['option http-drop-response-trailers', 'frontend', 'dropsResponseTrailers'],
  ['option accept-unsafe-violations-in-http-request', 'frontend', 'isLenientOnRequests'],
  ['option accept-unsafe-violations-in-http-response', 'backend', 'isLenientOnResponses'],
  ['option accept-invalid-http-request', 'frontend', 'isLenientOnRequests'],
  ['option accept-invalid-http-response', 'backend', 'isLenientOnResponses'],
  ['option h1-case-adjust-bogus-client', 'frontend', 'adjustsResponseCase'],
  ['option h1-case-adjust-bogus-server', 'backend', 'adjustsRequestCase'],
] as const)('%s', (line, kind, setting) => {
  expect(readLines(kind, [line]).options.get(httpOptions)[setting]).toBe(true)
  expect(readLines(kind, [line, `no ${line}`]).options.get(httpOptions)[setting]).toBe(false)
})

it('takes a bad header name out and keeps the request when told to be lenient', async () => {
  const request = 'GET /a#b HTTP/1.1\r\nBad(Name: x\r\nGood: y\r\n\r\n'
  expect((await exchange({}, request)).sent).toBeNull()
  const { sent } = await exchange({ frontend: ['option accept-unsafe-violations-in-http-request'] }, request)
  expect(sent).toBe('GET /a#b HTTP/1.1\r\ngood: y')
})

it('drops trailers', async () => {
  const answer = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX: y\r\n\r\n'
  expect((await exchange({}, undefined, answer)).got).toContain('x: y')
  const { got } = await exchange({ frontend: ['option http-drop-response-trailers'] }, undefined, answer)
  expect(got.endsWith('1\r\na\r\n0\r\n\r\n')).toBe(true)
})

it.each([
  ['GET http://h/ HTTP/1.1', '407', 'proxy-authenticate'],
  ['GET / HTTP/1.1', '401', 'www-authenticate'],
  ['OPTIONS * HTTP/1.1', '401', 'www-authenticate'],
])('asks for the credentials of a proxy: %s', async (line, status, name) => {
  const { got } = await exchange(
    { frontend: ['option http-use-proxy-header', 'http-request auth realm r'] },
    `${line}\r\nHost: h\r\n\r\n`,
  )
  expect(got).toMatch(new RegExp(`^HTTP/1.1 ${status} .*\r\n${name}: Basic realm="r"`, 's'))
})

it('takes no request to a proxy for one without the option', async () => {
  const { got } = await exchange({ frontend: ['http-request auth realm r'] }, 'GET http://h/ HTTP/1.1\r\n\r\n')
  expect(got).toMatch(/^HTTP\/1.1 401 /)
})

const serversOf = async (backendLines: readonly string[], ...requests: readonly string[]) => {
  const { world } = await configure({ servers: 3, backendLines })
  world.serve = (peer) => {
    if (!peer.text.endsWith('\r\n\r\n')) return
    const ntlm = peer.text.includes('/ntlm')
    peer.text = ''
    peer.send(
      `HTTP/1.1 ${ntlm ? '401 No\r\nWWW-Authenticate: Basic realm=r, NTLM' : '200 OK'}\r\nContent-Length: 0\r\n\r\n`,
    )
  }
  const client = world.connect()
  for (const uri of requests) {
    client.send(`GET ${uri} HTTP/1.1\r\n\r\n`)
    world.run()
  }
  expect(world.contained).toEqual([])
  return world.transactions.map(({ server }) => server?.name)
}

it.each([
  ['connections of one’s own', ['option prefer-last-server', 'http-reuse never'], ['s1', 's1', 's1', 's1']],
  ['shared connections', ['option prefer-last-server'], ['s1', 's2', 's3', 's1']],
  ['no preference', ['http-reuse never'], ['s1', 's2', 's3', 's1']],
])('option prefer-last-server: %s', async (_, lines, servers) => {
  expect(await serversOf(lines, '/', '/', '/', '/')).toEqual(servers)
})

it('stays on a connection that was authenticated', async () => {
  expect(await serversOf([], '/', '/ntlm', '/', '/')).toEqual(['s1', 's2', 's2', 's2'])
})
