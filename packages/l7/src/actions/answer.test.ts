import { describe, expect, it } from 'vitest'
import { exchange, linesOf } from '../testing/exchange.ts'
import { configure, readLines, setFile } from '../testing/lines.ts'

const line = (text: string): string => text.split('\r\n', 1)[0]!

describe('answers to requests, as the oracle gives them', () => {
  it.each([
    ['deny', 'HTTP/1.1 403 Forbidden', '403 PR--'],
    ['deny deny_status 429', 'HTTP/1.1 429 Too Many Requests', '429 PR--'],
    ['deny status 404', 'HTTP/1.1 404 Not Found', '404 PR--'],
    ['return', 'HTTP/1.1 200 OK', '200 LR--'],
    ['return status 302 hdr Location /z', 'HTTP/1.1 302 Moved Temporarily', '302 LR--'],
    ['return status 404 default-errorfiles', 'HTTP/1.1 404 Not Found', '404 LR--'],
    ['auth realm foo', 'HTTP/1.1 401 Unauthorized', '401 LR--'],
  ])('%s', async (action, status, log) => {
    const { got, sent, log: logged } = await exchange({ frontend: [`http-request ${action}`] })
    expect(line(got)).toBe(status)
    expect(sent).toBeNull()
    expect(logged.startsWith(log)).toBe(true)
  })

  // As HAProxy 2.6 answers: only the bare rule and the bare `deny_status` have a page.
  it.each([
    ['deny', 93],
    ['deny deny_status 404', 83],
    ['deny status 404', 0],
    ['deny status 303', 0],
    ['deny deny_status 303 status 404', 0],
    ['deny deny_status 303 hdr x y', 0],
    ['deny status 404 default-errorfiles', 83],
  ])('%s has %o bytes', async (action, bytes) => {
    const { got } = await exchange({ frontend: [`http-request ${action} if TRUE`] })
    expect(linesOf(got)).toContain(`content-length: ${bytes}`)
  })

  it('puts headers and body together', async () => {
    const { got } = await exchange({
      frontend: ['http-request return status 200 content-type text/plain lf-string "hi %[path]" hdr X-Y z'],
    })
    expect(got).toBe('HTTP/1.1 200 OK\r\nx-y: z\r\ncontent-length: 4\r\ncontent-type: text/plain\r\n\r\nhi /')
  })

  it('ends the variables of the request', async () => {
    const { got } = await exchange({
      frontend: [
        'http-request set-var(req.a) str(x)',
        'http-request return hdr A %[var(req.a)]',
        'http-after-response set-var(res.b) str(y)',
        'http-after-response set-header B [%[var(req.a)]%[var(res.b)]]',
      ],
    })
    expect(linesOf(got)).toEqual(['a: x', 'content-length: 0', 'b: [y]'])
  })

  it('leaves out headers without a value', async () => {
    const { got } = await exchange({ frontend: ['http-request return hdr X-Y %[req.hdr(none)]'] })
    expect(got).toBe('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n')
  })

  it.each(['Content-Type', 'content-length', 'Transfer-Encoding'])('makes %s by itself', (name) => {
    const { complaints } = readLines('frontend', [`http-request return hdr ${name} x`])
    expect(complaints.join()).toContain(`header '${name}' always ignored by the http reply.`)
  })

  // As HAProxy 2.6 counts: `intercepted`, `dreq` of frontend and backend, `hrsp_other`.
  it.each([
    [{ frontend: ['http-request return'] }, [1, 0, 0, 0]],
    [{ frontend: ['http-request redirect location /x'] }, [1, 0, 0, 0]],
    [{ frontend: ['http-request auth'] }, [1, 0, 0, 0]],
    [{ frontend: ['monitor-uri /'] }, [1, 0, 0, 0]],
    [{ frontend: ['http-request deny'] }, [0, 1, 0, 0]],
    [{ frontend: ['http-request reject'] }, [0, 1, 0, 1]],
    [{ backendLines: ['http-request return'] }, [0, 0, 0, 0]],
    [{ backendLines: ['http-request redirect location /x'] }, [0, 0, 0, 0]],
    [{ backendLines: ['http-request deny'] }, [0, 1, 1, 0]],
  ])('counts %j', async (lines, expected) => {
    const { world } = await exchange(lines)
    const { frontend, backend } = world
    const counted = [frontend.interceptedRequests, frontend.counters.deniedRequests]
    expect([...counted, backend.state.counters.deniedRequests, frontend.responses.other]).toEqual(expected)
  })

  it('leaves the body out for HEAD', async () => {
    const { got } = await exchange({ frontend: ['http-request deny'] }, 'HEAD / HTTP/1.1\r\n\r\n')
    expect(got).toMatch(/content-length: 93\r\n.*\r\n\r\n$/s)
  })

  it('keeps the connection when the body had come, and closes it otherwise', async () => {
    const whole = await exchange({ frontend: ['http-request deny'] }, 'POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc')
    expect(whole.got).not.toContain('connection')
    const partial = await exchange(
      { frontend: ['http-request deny'] },
      'POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nabc',
    )
    expect(partial.got).toContain('\r\nconnection: close\r\n')
  })

  it('asks for credentials', async () => {
    const { got } = await exchange({ frontend: ['http-request auth'] })
    expect(linesOf(got)).toContain('www-authenticate: Basic realm="f"')
    const proxy = await exchange(
      { frontend: ['option http-use-proxy-header', 'http-request auth'] },
      'GET http://h/ HTTP/1.1\r\n\r\n',
    )
    expect(proxy.got).toMatch(/^HTTP\/1.1 407 .*proxy-authenticate: Basic/s)
  })

  it('rejects without a word', async () => {
    const { got, log } = await exchange({ frontend: ['http-request reject'] })
    expect(got).toBe('')
    expect(log.startsWith('-1 PR-- -1/-1')).toBe(true)
  })

  it('stops at allow', async () => {
    const { got } = await exchange({ frontend: ['http-request allow if { path / }', 'http-request deny'] })
    expect(line(got)).toBe('HTTP/1.1 200 OK')
  })

  it('sends hints ahead of the answer, in one message', async () => {
    const { got } = await exchange({
      frontend: ['http-request early-hint Link "</a>; rel=x"', 'http-request early-hint Link </b>'],
    })
    expect(got).toMatch(/^HTTP\/1.1 103 Early Hints\r\nlink: <\/a>; rel=x\r\nlink: <\/b>\r\n\r\nHTTP\/1.1 200 OK/)
  })

  it('holds back in the tarpit', async () => {
    const { world } = await configure({ frontend: ['http-request tarpit'], timeouts: { tarpitMs: 50 } })
    const client = world.request('GET / HTTP/1.1\r\n\r\n')
    world.run(49)
    expect(client.text).toBe('')
    world.run(2)
    expect(line(client.text)).toBe('HTTP/1.1 500 Internal Server Error')
    expect(world.logs[0]).toMatch(/^500 PT-- /)
  })

  it('forgets a tarpitted client that leaves', async () => {
    const { world } = await configure({ frontend: ['http-request tarpit'], timeouts: { tarpitMs: 50 } })
    const client = world.request('GET / HTTP/1.1\r\n\r\n')
    client.connection.reset()
    world.run(100)
    expect(world.engine.streams.size).toBe(0)
    expect(world.logs).toHaveLength(1)
  })
})

describe('answers in place of responses', () => {
  it.each([
    ['deny', 'HTTP/1.1 502 Bad Gateway', '502 PH--'],
    ['return status 200 content-type a/b string x', 'HTTP/1.1 200 OK', '200 LH--'],
  ])('%s', async (action, status, log) => {
    const { got, log: logged } = await exchange({ frontend: [`http-response ${action}`] })
    expect(line(got)).toBe(status)
    expect(logged.startsWith(log)).toBe(true)
  })
})

it('takes answers from files', async () => {
  setFile('/e', 'HTTP/1.0 403 No\r\nX-F: y\r\n\r\nbody')
  const { got } = await exchange({ frontend: ['http-request deny errorfile /e'] })
  expect(got).toBe('HTTP/1.0 403 No\r\nx-f: y\r\n\r\nbody')
})

it.each([
  ['http-request return status 99', 'not handled by default'],
  ['http-request return string x', 'a content type must be defined'],
  ['http-request return content-type a/b', 'ignored by the http reply because neither errorfile nor payload defined'],
  ['http-request deny errorfile /missing', "failed to read '/missing'"],
  ['http-request deny deny_status 418', 'not handled by default'],
])('refuses %s', (text, message) => {
  expect(readLines('frontend', [text]).complaints.join()).toContain(message)
})
