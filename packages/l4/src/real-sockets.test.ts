/** The engine on real sockets, cut at random: what the network in memory cannot show. */
import { BackendState } from '@weir/balance'
import { createRandom, parseIpAddress, type SocketAddress, systemClock } from '@weir/base'
import { OptionsStore } from '@weir/keyword'
import { expect, test } from 'vitest'
import { Backend } from './backend.ts'
import { Engine } from './engine.ts'
import { Frontend } from './frontend.ts'
import { Listener } from './listener.ts'
import type { Connection } from './network/connection.ts'
import { createNetwork } from './network/create.ts'
import { timeoutOptions } from './options.ts'
import { startTcpStream } from './tcp-stream.ts'
import { RecordingSink } from './testing/index.ts'
import { FirstWithRoom, serverDefaults } from './testing/proxy-fixture.ts'
import { resolveTimeouts } from './timeouts.ts'

const loopback: SocketAddress = { kind: 'ip', address: parseIpAddress('127.0.0.1')!, port: 0 }

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve))
}

test.each(['handle', 'node'] as const)('%s: a thousand sessions cut at random leave nothing behind', async (kind) => {
  const errors: unknown[] = []
  const network = createNetwork({ kind, onSinkError: (error) => errors.push(error) })
  const random = createRandom(5)
  const chance = (of: number): boolean => random.uint32() % of === 0
  const open = new Set<Connection>()
  const data = new Uint8Array(100_000)
  /** Writes, half-closes, closes or resets, as chance has it. */
  const act = (connection: Connection): void => {
    if (chance(3)) connection.write(data)
    const roll = random.uint32() % 8
    if (roll < 2) connection.shutdown()
    else if (roll === 2) connection.close()
    else if (roll === 3) connection.reset()
  }
  const take = (connection: Connection): void => {
    open.add(connection)
    const sink = new RecordingSink(false).attach(connection)
    sink.onChunk = () => act(connection)
    const { onEnd } = sink
    sink.onEnd = () => {
      onEnd.call(sink)
      connection.close()
    }
    sink.onClose = () => void open.delete(connection)
    act(connection)
  }
  const server = await network.listen({ address: loopback, backlog: 512 }, take)
  const engine = new Engine({ clock: systemClock, random, network })
  engine.onContainedError = (error) => errors.push(error)
  const options = new OptionsStore()
  const state = new BackendState(
    {
      id: 1,
      name: 'be',
      guid: null,
      options,
      usesAllBackups: false,
      persistsOnDown: false,
      redispatches: false,
      fullconn: 0,
    },
    { clock: systemClock, random },
  )
  state.addServer({ ...serverDefaults(0), address: server.address, maxconn: 20 }, options)
  state.setAlgorithm(new FirstWithRoom())
  const timeouts = resolveTimeouts({ ...timeoutOptions.create(), clientMs: 500, serverMs: 500, connectMs: 500 })
  const backend = new Backend(engine, { state, id: 1, mode: 'tcp', timeouts })
  const frontend = new Frontend(engine, {
    name: 'fe',
    id: 2,
    mode: 'tcp',
    timeouts,
    handler: startTcpStream,
    defaultBackend: backend,
  })
  const listener = new Listener(frontend, { listen: { address: loopback, backlog: 512 } })
  await frontend.start()
  let done = 0
  for (let batch = 0; batch < 20; batch++) {
    for (let count = 0; count < 50; count++) {
      const onConnectFailed = (): void => {
        done++
      }
      network.connect(
        { address: listener.socket!.address! },
        {
          onConnect(connection) {
            done++
            take(connection)
          },
          onConnectFailed,
        },
      )
    }
    await until(() => done === (batch + 1) * 50)
    for (const connection of open) if (chance(2)) connection.reset()
  }
  await until(() => frontend.counters.totalSessions === 1000)
  for (const connection of open) connection.reset()
  await until(() => engine.currentConnections === 0 && engine.streams.size === 0 && open.size === 0)
  frontend.stop()
  server.close()
  expect(errors).toEqual([])
  expect([engine.sessions.size, state.currentSessions, state.queuedTotal, state.servers[0]!.currentSessions]).toEqual([
    0, 0, 0, 0,
  ])
  expect(engine.timers.size).toBe(0)
})
