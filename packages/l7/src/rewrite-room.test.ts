import { describe, expect, it } from 'vitest'
import { HttpFrontend } from './http-proxy.ts'
import { exchange } from './testing/exchange.ts'

const long = `GET / HTTP/1.1\r\nHost: a\r\nX-N: ${'n'.repeat(8300)}\r\n\r\n`
const twice = '%[req.hdr(x-n)]%[req.hdr(x-n)]'

async function ask(frontend: string[], request = long) {
  const asked = await exchange({ frontend }, request)
  const proxy = asked.world.frontend
  return {
    ...asked,
    status: Number(asked.got.slice(9, 12)),
    failedRewrites: proxy instanceof HttpFrontend ? proxy.failedRewrites : -1,
    internalErrors: proxy.counters.internalErrors,
  }
}

describe('edits that a buffer has no room for', () => {
  it.each([
    [`http-request set-header x-b ${twice}`, 1],
    [`http-request add-header x-b ${twice}`, 1],
    ['http-request replace-header x-n (.*) \\\\1\\\\1', 1],
    ['http-request replace-value x-n (.*) \\\\1\\\\1', 1],
    ['http-request set-uri /%[req.hdr(x-n)]', 1],
    ['http-request set-path /%[req.hdr(x-n)]', 1],
    ['http-request set-method %[req.hdr(x-n)]', 1],
    ['http-request replace-uri .* /%[req.hdr(x-n)]', 1],
    [`http-response set-header x-b %[capture.req.uri]${'r'.repeat(16_400)}`, 1],
    // It runs for the page with 500, too.
    [`http-after-response set-header x-b ${'r'.repeat(16_400)}`, 2],
  ])('%s', async (rule, failedRewrites) => {
    expect(await ask([rule])).toMatchObject({ status: 500, failedRewrites, internalErrors: 1 })
  })

  it('are left out where nobody is strict about them', async () => {
    const rules = ['http-request set-header x-b old', 'http-request strict-mode off']
    const set = await ask([...rules, `http-request set-header x-b ${twice}`])
    expect(set).toMatchObject({ status: 200, failedRewrites: 1, internalErrors: 0 })
    // What was to be replaced is gone.
    expect(set.sent).not.toContain('x-b')
    const added = await ask([...rules, `http-request add-header x-b ${twice}`])
    expect(added.sent).toContain('\r\nx-b: old')
  })

  it('are those that make a head longer', async () => {
    const { status } = await ask(['http-request set-header x-b new', 'http-request del-header x-n'])
    expect(status).toBe(200)
  })

  it('fail sooner beside a body that came along', async () => {
    const rule = `http-request set-header x-b ${'b'.repeat(1100)}`
    const post = (bytes: number) => `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${bytes}\r\n\r\n${'b'.repeat(bytes)}`
    expect((await ask([rule], post(10_000))).status).toBe(200)
    expect((await ask([rule], post(15_200))).status).toBe(500)
  })
})

describe('answers that no buffer holds', () => {
  it.each([
    [`http-request return content-type text/plain lf-string ${twice}`, 1],
    [`http-request return hdr x-b ${twice}`, 1],
    [`http-request deny content-type text/plain lf-string ${twice}`, 0],
    [`http-request redirect location /${twice}`, 1],
    [`http-request redirect prefix /${twice}`, 1],
    [`http-request early-hint link ${twice}`, 1],
  ])('%s', async (rule, internalErrors) => {
    expect(await ask([rule])).toMatchObject({ status: 500, internalErrors, failedRewrites: 0 })
  })
})
