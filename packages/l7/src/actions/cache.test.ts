import type { Reference } from '@weir/keyword'
import { describe, expect, test } from 'vitest'
import { cache as cacheFilter } from '../filters/cache.ts'
import { compression } from '../filters/comp.ts'
import { configureFiltered, until } from '../testing/filtered.ts'

const span = { file: 'test', line: 1, column: 0, length: 1 }
const reference: Reference = { kind: 'cache', name: 'c', span, target: null }
const keeper = { keyword: cacheFilter, values: [reference] }
const rules = ['http-request cache-use c', 'http-response cache-store c']

/** A proxy with a cache; `answer` is what its server says, `asked` counts how often. */
async function start(
  answer: string,
  settings: { readonly cache?: string[]; readonly lines?: string[]; readonly packs?: boolean } = {},
) {
  const { cache = [], lines = rules, packs = false } = settings
  const { world } = await configureFiltered(
    { frontend: lines, caches: { c: ['total-max-size 1', ...cache] } },
    keeper,
    ...(packs ? [{ keyword: compression }] : []),
  )
  const state = { asked: 0 }
  world.serve = (peer) => {
    if (!peer.text.endsWith('\r\n\r\n')) return
    state.asked++
    peer.send(answer.replaceAll('#', String(state.asked)))
  }
  const ask = (...lines: string[]): string => {
    const start = /^[A-Z]+ /.test(lines[0] ?? '') ? lines.shift()! : 'GET / HTTP/1.1'
    return world.request([start, 'Host: a', ...lines, '', ''].join('\r\n')).text
  }
  return { world, state, ask }
}

const ok = (body: string, ...lines: string[]): string =>
  ['HTTP/1.1 200 OK', 'Cache-Control: max-age=30', `Content-Length: ${body.length}`, ...lines, '', body].join('\r\n')
const bodyOf = (text: string): string => text.slice(text.indexOf('\r\n\r\n') + 4)

test('the second answer is the first one, grown older', async () => {
  const { world, state, ask } = await start(ok('body #', 'Age: 5', 'X-Y: z'))
  const first = ask()
  expect(first).not.toContain('age: ')
  world.run(3000)
  const second = ask()
  expect(state.asked).toBe(1)
  expect(second).toBe(first.replace('x-y: z\r\n', 'x-y: z\r\nage: 8\r\n'))
  expect(world.logs[1]).toMatch(/^200 LR/)
  expect([world.frontend.cacheLookups, world.frontend.cacheHits, world.frontend.interceptedRequests]).toEqual([2, 1, 1])
  world.run(30_000)
  expect(bodyOf(ask())).toBe('body 2')
  expect(world.contained).toEqual([])
})

test('chunks and trailers are kept as they were', async () => {
  const head = 'HTTP/1.1 200 OK\r\nETag: "x"\r\nTransfer-Encoding: chunked\r\n\r\n'
  const { ask } = await start(`${head}4\r\nbody\r\n2\r\n#!\r\n0\r\nX-T: 1\r\n\r\n`)
  ask()
  expect(bodyOf(ask())).toMatch(/^(?:4\r\nbody\r\n2\r\n1!|6\r\nbody1!)\r\n0\r\nx-t: 1\r\n\r\n$/)
})

describe('what goes by the cache', () => {
  test.each([
    ['POST / HTTP/1.1', 'Content-Length: 0'],
    ['GET / HTTP/1.0'],
    ['Authorization: x'],
    ['Cache-Control: no-cache'],
    ['GET /other HTTP/1.1'],
    ['GET /?x HTTP/1.1'],
  ])('%s', async (...lines) => {
    const { state, ask } = await start(ok('#'))
    ask()
    ask(...lines)
    expect(state.asked).toBe(2)
  })
})

test('HEAD and conditions are answered from the cache', async () => {
  const { state, ask } = await start(ok('#', 'ETag: "x"'))
  ask()
  expect(ask('HEAD / HTTP/1.1')).toMatch(/^HTTP\/1\.1 200 OK\r\n(?:[^\r]+\r\n)*age: 0\r\n\r\n$/)
  expect(ask('If-None-Match: "x"')).toMatch(/^HTTP\/1\.1 304 Not Modified\r\n(?:[^\r]+\r\n)*age: 0\r\n\r\n$/)
  expect(state.asked).toBe(1)
})

test('what has changed the address makes the cache forget it, unless it failed', async () => {
  const { world, state, ask } = await start(ok('#'))
  ask()
  ask('DELETE / HTTP/1.1')
  expect(bodyOf(ask())).toBe('3')
  world.serve = (peer) => peer.send('HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n')
  ask('DELETE / HTTP/1.1')
  expect(bodyOf(ask())).toBe('3')
  expect(state.asked).toBe(3)
})

test.each<[string, string[], string]>([
  ['too large', ['max-object-size 200'], ok('x'.repeat(100))],
  [
    'too large in chunks',
    ['max-object-size 200'],
    `HTTP/1.1 200 OK\r\nETag: "x"\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n${'x'.repeat(100)}\r\n0\r\n\r\n`,
  ],
  ['varying without leave', [], ok('x', 'Vary: accept-encoding')],
  ['varying on what is not looked at', ['process-vary on'], ok('x', 'Vary: cookie')],
])('a response that is %s is not kept', async (_what, cache, answer) => {
  const { state, ask } = await start(answer, { cache })
  ask()
  ask()
  expect(state.asked).toBe(2)
})

test('a response that breaks off is not kept', async () => {
  const { world, state, ask } = await start('')
  world.serve = (peer) => {
    state.asked++
    peer.send('HTTP/1.1 200 OK\r\nETag: "x"\r\nContent-Length: 9\r\n\r\nbody')
    peer.connection.close()
  }
  ask()
  ask()
  expect(state.asked).toBe(2)
})

test('rules on responses see the answer of the cache', async () => {
  const lines = [...rules, 'http-response set-header x-hit "%[res.cache_hit] %[res.cache_name]"']
  const { ask } = await start(ok('#'), { lines })
  expect(ask()).toContain('\r\nx-hit: 0 \r\n')
  expect(ask()).toContain('\r\nx-hit: 1 c\r\n')
  const denying = await start(ok('#'), { lines: [...rules, 'http-response deny if { res.cache_hit }'] })
  denying.ask()
  expect(denying.ask()).toContain('HTTP/1.1 502 ')
})

test('rules can look at the body that the cache gives', async () => {
  const lines = [...rules, 'http-response wait-for-body time 1s', 'http-response set-header x-body %[res.body]']
  const { ask } = await start(ok('body #'), { lines })
  expect(ask()).toContain('\r\nx-body: body 1\r\n')
  expect(ask()).toContain('\r\nx-body: body 1\r\n')
  const counting = [
    ...rules,
    'http-response wait-for-body time 1s',
    'http-response set-header x-body %[res.body,length]',
  ]
  const large = await start(ok('x'.repeat(40_000)), { lines: counting, cache: ['max-object-size 100000'] })
  expect(bodyOf(large.ask())).toHaveLength(40_000)
  const again = large.ask()
  expect(again).toContain('\r\nage: 0\r\n')
  expect(bodyOf(again)).toHaveLength(40_000)
})

test('without cache-use nothing is kept, and without a filter neither', async () => {
  const { state, ask } = await start(ok('#'), { lines: ['http-response cache-store c'] })
  ask()
  ask()
  expect(state.asked).toBe(2)
})

test('compression works behind the cache', async () => {
  const lines = [...rules, 'compression algo gzip']
  const { world, state, ask } = await start(ok('hello '.repeat(20)), { lines, packs: true })
  ask()
  const client = world.request('GET / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n')
  await until(world, () => client.text.endsWith('0\r\n\r\n'))
  expect(client.text).toContain('\r\ncontent-encoding: gzip\r\n')
  expect(state.asked).toBe(1)
  expect(bodyOf(ask())).toBe('hello '.repeat(20))
})

describe('hints', () => {
  const answer = ok('body #', 'Link: </a.css>; rel=preload; as=style, </next>; rel=next')
  const hint = 'HTTP/1.1 103 Early Hints\r\nlink: </a.css>; rel=preload; as=style\r\n\r\n'

  test('go ahead of an answer that is not kept any more', async () => {
    const { world, ask } = await start(answer, { cache: ['early-hints on'] })
    expect(ask().startsWith('HTTP/1.1 200 OK')).toBe(true)
    expect(ask().startsWith('HTTP/1.1 200 OK')).toBe(true)
    world.run(40_000)
    expect(ask().startsWith(`${hint}HTTP/1.1 200 OK`)).toBe(true)
    expect([world.frontend.cacheHits, world.frontend.cacheHintHits]).toEqual([1, 1])
  })

  test('may be all that is kept', async () => {
    const { state, ask } = await start(answer, { cache: ['early-hints only'] })
    ask()
    expect(ask().startsWith(`${hint}HTTP/1.1 200 OK`)).toBe(true)
    expect(state.asked).toBe(2)
  })

  test.each([
    ['by default', [], rules],
    ['for a rule', ['early-hints only'], ['http-request cache-use c no-early-hints', 'http-response cache-store c']],
  ])('are off %s', async (_what, cache, lines) => {
    const { world, ask } = await start(answer, { cache, lines })
    ask()
    world.run(40_000)
    expect(ask().startsWith('HTTP/1.1 200 OK')).toBe(true)
  })
})
