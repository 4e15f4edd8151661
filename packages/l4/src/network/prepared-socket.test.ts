import { parseIpAddress } from '@weir/base'
import { libcState } from '@weir/os'
import { expect, test } from 'vitest'
import { RecordingSink } from '../testing/index.ts'
import type { ListenOptions } from './connection.ts'
import { createNetwork } from './create.ts'
import { prepareSocket } from './prepared-socket.ts'

const { reason } = libcState()
const address = { kind: 'ip', address: parseIpAddress('127.0.0.1')!, port: 0 } as const
const backlog = 8

test.each<ListenOptions>([
  { address, backlog },
  { address, backlog, isTransparent: false },
  { address: { kind: 'unix', path: '/s', isAbstract: false }, backlog, interfaceName: 'lo', isTransparent: true },
])('the runtime binds by itself: %j', (options) => {
  expect(prepareSocket(options)).toBeNull()
})

test.skipIf(reason !== null).each(['handle', 'node'] as const)(
  `%s: a socket of an interface accepts, pauses and resumes ${reason ?? ''}`,
  async (kind) => {
    const network = createNetwork({ kind, onSinkError: () => {} })
    const listening = await network.listen({ address, backlog, interfaceName: 'lo' }, (connection) => {
      connection.writeText('hello')
      connection.close()
    })
    listening.pause()
    const text = new Promise<string>((resolve) => {
      network.connect(
        { address: listening.address! },
        {
          onConnect(connection) {
            const sink = new RecordingSink().attach(connection)
            sink.onEnd = () => resolve(sink.text)
            listening.resume()
          },
          onConnectFailed: (cause) => resolve(cause),
        },
      )
    })
    expect(await text).toBe('hello')
    listening.close()
  },
)
