import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { request as requestTls } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { contenders, type Layer } from './contenders.ts'
import { freePort } from './machine.ts'
import { start } from './running.ts'

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'weir-contenders-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const exchange = (layer: Layer, port: number, body: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const method = body === '' ? 'GET' : 'POST'
    const ask = layer === 'tls' ? requestTls : request
    const sent = ask(
      { port, host: '127.0.0.1', method, path: '/x', agent: false, rejectUnauthorized: false },
      (response) => {
        let text = ''
        response.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')))
        response.on('end', () => resolve(`${response.statusCode} ${text}`))
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })

/** Weir is tested elsewhere, as a daemon; here it would only be slow to fail. */
const others = contenders.filter(({ name }) => name !== 'Weir')

describe.each(
  others.flatMap((contender) =>
    (['l7', 'l4', 'tls'] as const).map((layer) => [contender.name, layer, contender] as const),
  ),
)('%s at %s', (_name, layer, contender) => {
  const absence = contender.absence(layer)
  test.skipIf(absence !== null)(
    `proxies a request and its body${absence === null ? '' : ` (skipped: ${absence})`}`,
    async () => {
      const server = createServer((incoming, response) => {
        let length = 0
        incoming.on('data', (chunk: Buffer) => (length += chunk.length))
        incoming.on('end', () => response.end(`${incoming.method} ${incoming.url} ${length}`))
      })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      const port = await freePort()
      const serverPort = (server.address() as AddressInfo).port
      const running = await start(contender.prepare(layer, { port, serverPort, directory }), port)
      try {
        expect(await exchange(layer, port, '')).toBe('200 GET /x 0')
        expect(await exchange(layer, port, 'y'.repeat(100_000))).toBe('200 POST /x 100000')
      } finally {
        await running.stop()
        server.closeAllConnections()
        server.close()
      }
    },
  )
})

test('Weir gets the very configuration that HAProxy gets', () => {
  const site = { port: 1, serverPort: 2, directory }
  const texts = ['HAProxy', 'Weir'].map((name) => {
    const contender = contenders.find((candidate) => candidate.name === name)
    const command = contender!.prepare('l7', site)
    return readFileSync(command.arguments.at(-1)!, 'utf8')
  })
  expect(texts[0]).toBe(texts[1])
  expect(texts[0]).toContain('nbthread 1')
})
