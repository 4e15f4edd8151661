import { parseIpAddress } from '@weir/base'
import type { Binder } from '@weir/keyword'
import { Listener, resolveTimeouts, timeoutOptions } from '@weir/l4'
import { createReply, defaultHttpSettings, HttpFrontend, startHttpSession } from '@weir/l7'
import { expect, test } from 'vitest'
import { createTestProcess } from '../testing/process.ts'
import { httpServicesPort, useService } from './use-service.ts'

const address = { kind: 'ip', address: parseIpAddress('127.0.0.1')!, port: 80 } as const

/** What a client gets from a frontend whose only rule is `http-request use-service`. */
async function ask(...parts: string[]): Promise<string> {
  const { network, view, clock } = createTestProcess()
  const services = {
    find: (name: string) => (request: { method: string; body: string; header(name: string): string | null }) =>
      createReply(200, [], `${name} ${request.method} ${request.header('host')} ${request.body}`),
  }
  const binder = { port: (key: unknown) => (key === httpServicesPort ? services : null) } as unknown as Binder
  const rule = useService.bind(['prometheus-exporter'], binder, 'http-request')
  const frontend = new HttpFrontend(
    view.engine,
    {
      name: 'web',
      id: 9,
      mode: 'http',
      timeouts: resolveTimeouts(timeoutOptions.create()),
      handler: startHttpSession,
    },
    { ...defaultHttpSettings, requestRules: [rule] },
  )
  await new Listener(frontend, { listen: { address, backlog: 1 } }).start()
  let got = ''
  network.connect(
    { address },
    {
      onConnectFailed(cause) {
        throw new Error(cause)
      },
      onConnect(connection) {
        connection.sink = {
          onData: (chunk) => {
            got += Buffer.from(chunk).toString('latin1')
          },
          onDrain() {},
          onEnd() {},
          onClose() {},
        }
        for (const part of parts) connection.writeText(part)
      },
    },
  )
  clock.advance(10)
  expect(frontend.interceptedRequests).toBe(got === '' ? 0 : 1)
  return got
}

test('a service answers', async () => {
  const got = await ask('GET /m HTTP/1.1\r\nHost: h\r\n\r\n')
  expect(got).toBe('HTTP/1.1 200 OK\r\n\r\nprometheus-exporter GET h ')
})

test('once the body has come', async () => {
  const head = 'POST /m HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\n'
  expect(await ask(head, 'ab')).toBe('')
  expect(await ask(head, 'ab', 'cd')).toMatch(/ POST h abcd$/)
})
