import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { compression } from './filters/comp.ts'
import { answerByService, type HttpService } from './http-service.ts'
import { createReply } from './reply.ts'
import { configureFiltered, until } from './testing/filtered.ts'
import { configure } from './testing/lines.ts'

const page = 'hello '.repeat(2000)
const service: HttpService = ({ method, uri }) =>
  createReply(200, [['content-type', 'text/plain']], `${method} ${uri} ${page}`, 'OK')
const rule = {
  serviceRules: [(context: Parameters<typeof answerByService>[0]) => answerByService(context, service, 'PAGE')],
}

test('a service answers in a server’s stead', async () => {
  const { world } = await configure({})
  world.frontend.http = { ...world.frontend.http, ...rule }
  const client = world.request('GET /x HTTP/1.1\r\nHost: a\r\n\r\n')
  expect(client.text).toContain(`\r\n\r\nGET /x ${page}`)
  expect(world.frontend.interceptedRequests).toBe(1)
  expect(world.accepted).toEqual([])
})

test('what it says may be larger than a buffer', async () => {
  const { world } = await configure({})
  const large = 'x'.repeat(100_000)
  const serviceRules = [
    (context: Parameters<typeof answerByService>[0]) =>
      answerByService(context, () => createReply(200, [['content-length', String(large.length)]], large), 'LARGE'),
  ]
  world.frontend.http = { ...world.frontend.http, serviceRules }
  const client = world.request('GET /x HTTP/1.1\r\nHost: a\r\n\r\n')
  await until(world, () => client.text.endsWith(large))
  expect(client.text).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
  expect(client.text.length).toBe(client.text.indexOf('\r\n\r\n') + 4 + large.length)
})

test('filters have their part in what it says', async () => {
  const { world } = await configureFiltered({ frontend: ['compression algo gzip'] }, { keyword: compression })
  const { http } = world.frontend
  world.frontend.http = { ...http, ...rule }
  const client = world.request('GET /x HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n')
  await until(world, () => client.text.endsWith('0\r\n\r\n'))
  expect(client.text).toContain('\r\ncontent-encoding: gzip\r\n')
  const packed: string[] = []
  const { text } = client
  for (let at = text.indexOf('\r\n\r\n') + 4; ; ) {
    const lineEnd = text.indexOf('\r\n', at)
    const size = Number.parseInt(text.slice(at, lineEnd), 16)
    if (size === 0) break
    packed.push(text.slice(lineEnd + 2, lineEnd + 2 + size))
    at = lineEnd + size + 4
  }
  expect(gunzipSync(Buffer.from(packed.join(''), 'latin1')).toString()).toBe(`GET /x ${page}`)
  expect(world.frontend.compression.responses).toBe(1)
  // A HEAD has nothing to be packed.
  expect(world.request('HEAD /x HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n').text).not.toContain('gzip')
})
