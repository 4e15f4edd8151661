import { gunzipSync } from 'node:zlib'
import type { FilterKeyword } from '@weir/keyword'
import { expect, test } from 'vitest'
import { configureFiltered, until } from '../testing/filtered.ts'
import { compReq, compRes, compression } from './comp.ts'

const text = 'hello '.repeat(50)

/** What server and client get of a body that goes each way. */
async function exchange(keyword: FilterKeyword, ...lines: string[]) {
  const { world } = await configureFiltered({ frontend: ['compression algo gzip', ...lines] }, { keyword })
  world.serve = (peer) => {
    const isWhole = /\r\n0\r\n\r\n$/.test(peer.text) || peer.text.endsWith(text)
    if (isWhole) peer.send(`HTTP/1.1 200 OK\r\nContent-Length: ${text.length}\r\n\r\n${text}`)
  }
  const client = world.request(
    `POST / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\nContent-Length: ${text.length}\r\n\r\n${text}`,
  )
  await until(world, () => /\r\n0\r\n\r\n$/.test(client.text) || client.text.endsWith(text))
  expect(world.contained).toEqual([])
  return { sent: read(world.accepted[0]!.text), got: read(client.text), counters: world.frontend.compression }
}

/** `packed` or `plain`, once the content was found to be the text. */
function read(message: string): string {
  const at = message.indexOf('\r\n\r\n') + 4
  const head = message.slice(0, at)
  if (!head.includes('content-encoding: gzip\r\n')) {
    expect(message.slice(at)).toBe(text)
    return 'plain'
  }
  expect(head).toContain('transfer-encoding: chunked\r\n')
  expect(head).not.toContain('content-length')
  const packed: string[] = []
  for (let from = at; ; ) {
    const lineEnd = message.indexOf('\r\n', from)
    const size = Number.parseInt(message.slice(from, lineEnd), 16)
    if (size === 0) break
    packed.push(message.slice(lineEnd + 2, lineEnd + 2 + size))
    from = lineEnd + 4 + size
  }
  expect(gunzipSync(Buffer.from(packed.join(''), 'latin1')).toString()).toBe(text)
  return 'packed'
}

test.each<[FilterKeyword, string[], string, string]>([
  [compression, [], 'plain', 'packed'],
  [compression, ['compression algo-req gzip'], 'plain', 'packed'],
  [compression, ['compression algo-req gzip', 'compression direction both'], 'packed', 'packed'],
  [compression, ['compression algo-req gzip', 'compression direction request'], 'packed', 'plain'],
  [compReq, ['compression algo-req gzip'], 'packed', 'plain'],
  [compReq, ['compression algo-req gzip', 'compression direction response'], 'packed', 'plain'],
  [compRes, ['compression algo-req gzip', 'compression direction request'], 'plain', 'packed'],
  [compRes, ['compression minsize-res 301'], 'plain', 'plain'],
  [compRes, ['compression minsize-res 300'], 'plain', 'packed'],
  [compReq, ['compression algo-req gzip', 'compression minsize-req 1k'], 'plain', 'plain'],
  [compReq, ['compression algo-req gzip', 'compression type-req text/'], 'plain', 'plain'],
])('$0.name with $1', async (keyword, lines, sent, got) => {
  const exchanged = await exchange(keyword, ...lines)
  expect([exchanged.sent, exchanged.got]).toEqual([sent, got])
  const { counters } = exchanged
  const bodies = [sent, got].filter((body) => body === 'packed').length
  expect(counters.bytesIn).toBe(bodies * text.length)
  expect(counters.bytesOut > 0).toBe(bodies > 0)
})
