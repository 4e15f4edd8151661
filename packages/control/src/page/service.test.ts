import { describe, expect, test } from 'vitest'
import type { StatsPageOptions } from '../options.ts'
import { statsPageOptions } from '../options.ts'
import { createTestProcess, runCommand } from '../testing/process.ts'
import { createStatsService } from './service.ts'

function setUp(given: Partial<StatsPageOptions> = {}) {
  const process = createTestProcess()
  const options = { ...statsPageOptions.create(), uri: '/stats', ...given }
  const service = createStatsService({ view: process.view, options, proxyName: 'fe' })
  const ask = (
    uri: string,
    more: { method?: string; headers?: Record<string, string>; body?: string; admin?: boolean } = {},
  ) =>
    service(
      {
        method: more.method ?? 'GET',
        uri,
        header: (name) => more.headers?.[name] ?? null,
        body: more.body ?? '',
      },
      more.admin ?? false,
    )
  return { process, ask }
}

describe('GET', () => {
  test('shows the page', () => {
    const reply = setUp({ refreshSeconds: 10, nodeName: '', description: 'a <b>' }).ask('/stats')
    expect(reply.status).toBe(200)
    expect(reply.headers).toMatch(
      /^cache-control: no-cache\r\ncontent-type: text\/html\r\nrefresh: 10\r\ncontent-length: \d+\r\n$/,
    )
    expect(reply.headers).toContain(`content-length: ${reply.body.length}\r\n`)
    expect(reply.body).toContain('<title>Statistics Report for HAProxy on mynode</title>')
    expect(reply.body).toContain('a &#60;b&#62;')
    expect(reply.body).toContain('<h2 id="be">')
    expect(reply.body).toContain('<tr class="backup_no_check"><td class="name">s2</td>')
    expect(reply.body).not.toContain('3.5-dev5')
    expect(reply.body).not.toContain('<form method="post"')
  })

  test('shows the version where asked to, and the form to those who may use it', () => {
    const reply = setUp({ showsVersion: true }).ask('/stats', { admin: true })
    expect(reply.body).toContain('HAProxy version 3.5-dev5')
    expect(reply.body).toContain('<input type="checkbox" name="s" value="s1">')
  })

  test.each([
    ['/stats;csv', 'text/plain', /^# pxname,svname,.*\nfe,FRONTEND,/],
    ['/stats;json', 'application/json', /^\[\[\{"objType":"Frontend",/],
    ['/stats;json-schema', 'application/json', /^\{"\$schema":/],
  ])('%s', (uri, type, body) => {
    const reply = setUp().ask(uri)
    expect(reply.headers).toContain(`content-type: ${type}\r\n`)
    expect(reply.body).toMatch(body)
  })

  test('leaves out what is not asked for', async () => {
    const { process, ask } = setUp({ scopes: ['.', 'be'], refreshSeconds: 5 })
    await runCommand(process, 'set server be/s1 health down')
    const names = (uri: string): string[] =>
      ask(uri)
        .body.split('\n')
        .slice(1, -1)
        .map((line) => line.split(',').slice(0, 2).join('/'))
    expect(names('/stats;csv')).toEqual(['fe/FRONTEND', 'fe/l1', 'fe/sock-2', 'be/s1', 'be/s2', 'be/s3', 'be/BACKEND'])
    expect(names('/stats;csv;up?scope=be')).toEqual(['be/s2', 'be/s3', 'be/BACKEND'])
    expect(ask('/stats;norefresh').headers).not.toContain('refresh:')
  })

  test('tells how an action went', () => {
    expect(setUp().ask('/stats;st=DONE').body).toContain('Action processed successfully.')
    expect(setUp().ask('/stats;st=<x>').body).toContain('Unexpected result.')
  })
})

describe('accounts', () => {
  const users = [{ name: 'admin', password: 'a:b' }]
  const basic = (account: string) => ({ authorization: `Basic ${Buffer.from(account).toString('base64')}` })

  test.each([
    [{}, 401],
    [basic('admin:x'), 401],
    [{ authorization: 'Bearer x' }, 401],
    [basic('admin:a:b'), 200],
  ])('%o gives %i', (headers, status) => {
    const reply = setUp({ users, realm: 'Weir' }).ask('/stats', { headers })
    expect(reply.status).toBe(status)
    if (status === 401) expect(reply.headers).toContain('www-authenticate: Basic realm="Weir"\r\n')
  })
})

describe('POST', () => {
  test.each([
    ['b=%234&action=maint&s=s1', true, {}, 'DONE', 'MAINT'],
    ['b=be&action=maint&s=s1&s=s2', true, {}, 'DONE', 'MAINT'],
    ['b=be&action=maint&s=s1&s=zz', true, {}, 'PART', 'MAINT'],
    ['b=be&action=maint&s=zz', true, {}, 'ERRP', 'no check'],
    ['b=be&action=foo&s=s1', true, {}, 'ERRP', 'no check'],
    ['b=be&action=toString&s=s1', true, {}, 'ERRP', 'no check'],
    ['b=zz&action=maint&s=s1', true, {}, 'ERRP', 'no check'],
    ['b=be&action=maint', true, {}, 'NONE', 'no check'],
    ['foo', true, {}, 'NONE', 'no check'],
    ['b=be&action=maint&s=s1', false, {}, 'DENY', 'no check'],
    ['b=be&action=maint&s=s1', true, { origin: 'http://evil.example', host: 'a.example' }, 'DENY', 'no check'],
    ['b=be&action=maint&s=s1', true, { referer: 'http://a.example/stats', host: 'A.example' }, 'DONE', 'MAINT'],
    ['b=be&action=drain&s=s1', true, {}, 'DONE', 'DRAIN'],
    ['b=be&action=hdown&s=s1', true, {}, 'DONE', 'DOWN'],
  ] as const)('%s (admin: %s, %o) gives %s', async (body, admin, headers, outcome, status) => {
    const { process, ask } = setUp()
    const reply = ask('/stats', { method: 'POST', body, admin, headers })
    expect([reply.status, reply.headers]).toEqual([
      303,
      `cache-control: no-cache\r\ncontent-type: text/plain\r\ncontent-length: 0\r\nlocation: /stats;st=${outcome}\r\n`,
    ])
    expect(await runCommand(process, 'show stat be 4 1')).toContain(`,${status},`)
  })

  test('leaves proxies alone that the page does not show', () => {
    const reply = setUp({ scopes: ['tb'] }).ask('/stats', {
      method: 'POST',
      body: 'b=be&action=maint&s=s1',
      admin: true,
    })
    expect(reply.headers).toContain('location: /stats;st=DENY\r\n')
  })
})
