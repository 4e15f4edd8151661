import { expect, test } from 'vitest'
import { commands } from '../commands/index.ts'
import { runtimeSocketOptions } from '../options.ts'
import { parseListenAddresses } from '../socket-address.ts'
import { createTestProcess } from '../testing/process.ts'
import { createRuntimeServer } from './server.ts'

const socket = (text: string, more: object = {}) => {
  const found = parseListenAddresses(text)
  if ('error' in found) throw new Error(found.error)
  const parsed = found[0]!
  const defaults = {
    span: { file: 'C', line: 1, column: 0, length: 1 },
    level: 'operator',
    mode: null,
    uid: null,
    gid: null,
    user: null,
    group: null,
    maxConnections: null,
    backlog: null,
    severityOutput: 'none',
  } as const
  return { ...parsed, ...defaults, ...more }
}

async function setUp(sockets: ReturnType<typeof socket>[], maxConnections = 10) {
  const { network, clock, view } = createTestProcess()
  const owners: unknown[] = []
  const server = createRuntimeServer({
    network,
    timers: view.engine.timers,
    commands,
    options: { ...runtimeSocketOptions.create(), sockets, maxConnections },
    view,
    changeOwner: (...values) => owners.push(values),
  })
  const ask = (address: NonNullable<ReturnType<typeof socket>['address']>, text: string) => {
    const answer = { text: '', isClosed: false }
    network.connect(
      { address },
      {
        onConnectFailed: (cause) => {
          answer.text = cause
        },
        onConnect(connection) {
          connection.sink = {
            onData: (chunk) => {
              answer.text += Buffer.from(chunk).toString('latin1')
            },
            onDrain: () => {},
            onEnd: () => connection.close(),
            onClose: () => {
              answer.isClosed = true
            },
          }
          connection.writeText(text)
        },
      },
    )
    clock.advance(0)
    return answer
  }
  return { server, ask, owners }
}

test('each socket has its own level and owner', async () => {
  const [a, b] = [socket('/run/a', { uid: 107, level: 'admin' }), socket('127.0.0.1:99')]
  const { server, ask, owners } = await setUp([a, b])
  await server.start()
  expect(ask(a.address!, 'show cli level\n').text).toBe('admin\n\n')
  expect(ask(b.address!, 'show cli level\n').text).toBe('operator\n\n')
  expect(owners).toEqual([['/run/a', 107, -1]])
  expect(server.sockets.map(({ text }) => text)).toEqual(['unix@/run/a', 'ipv4@127.0.0.1:99'])
  server.close()
  server.close()
  expect(ask(b.address!, 'show cli level\n').text).toBe('refused')
})

test('a socket takes no more sessions than it may', async () => {
  const one = socket('/run/a')
  const { server, ask } = await setUp([one], 1)
  await server.start()
  const first = ask(one.address!, 'prompt\n')
  const second = ask(one.address!, 'show cli level\n')
  expect([first.text, second.text, server.sessionCount]).toEqual(['\n> ', '', 1])
  server.close()
  expect(ask(one.address!, 'quit\n').text).toBe('refused')
})

test('what cannot be bound leaves nothing bound', async () => {
  const { server, ask } = await setUp([socket('/run/a'), socket('/run/a')])
  await expect(server.start()).rejects.toThrow('EADDRINUSE')
  expect(ask(socket('/run/a').address!, 'show cli level\n').text).toBe('refused')
})
