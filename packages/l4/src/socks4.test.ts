import { parseIpAddress, type SocketAddress, VirtualClock } from '@weir/base'
import { expect, test } from 'vitest'
import type { Connection } from './network/connection.ts'
import { MemoryNetwork } from './network/memory.ts'
import { connectThroughSocks4 } from './socks4.ts'
import { RecordingSink } from './testing/recording-sink.ts'

const at = (text: string, port: number): SocketAddress => ({ kind: 'ip', address: parseIpAddress(text)!, port })

interface Outcome {
  readonly asked: string
  /** The bytes that came behind the answer, or why there is no connection. */
  readonly result: string
}

/** What a proxy that answers with the pieces given is asked for, and what becomes of the attempt. */
async function attempt(
  pieces: readonly (string | 'end' | 'reset')[],
  target = at('192.0.2.7', 8080),
): Promise<Outcome> {
  const clock = new VirtualClock(0)
  const network = new MemoryNetwork(clock)
  let asked = ''
  let result = 'nothing'
  const sink = new RecordingSink()
  await network.listen({ address: at('127.0.0.1', 1080), backlog: 1 }, (connection: Connection) => {
    connection.sink = {
      onData(chunk) {
        asked += Buffer.from(chunk).toString('hex')
        for (const piece of pieces) {
          if (piece === 'end') connection.shutdown()
          else if (piece === 'reset') connection.reset()
          else connection.write(Buffer.from(piece, 'hex'))
          clock.advance(1)
        }
      },
      onDrain() {},
      onEnd() {},
      onClose() {},
    }
  })
  connectThroughSocks4(network, { address: at('127.0.0.1', 1080) }, target, {
    onConnect(connection) {
      connection.sink = sink
      result = 'connected'
    },
    onConnectFailed(cause, systemCode) {
      result = `${cause} ${systemCode}`
    },
  })
  for (let turn = 0; turn < 10; turn++) {
    await Promise.resolve()
    clock.advance(1)
  }
  expect(network.sinkErrors).toEqual([])
  return {
    asked,
    result: result === 'connected' ? `connected ${Buffer.from(sink.text, 'latin1').toString('hex')}` : result,
  }
}

/** `VN CD DSTPORT DSTIP USERID NUL`, with HAProxy's user. */
const request = '04011f90c0000207484150726f787900'

test.each<readonly [string, readonly string[], string]>([
  ['grants', ['005a000000000000'], 'connected '],
  ['grants bit by bit', ['00', '5a0000', '00000000'], 'connected '],
  ['grants, and the server speaks first', ['005a000000000000aabb'], 'connected aabb'],
  ['denies', ['005b000000000000'], 'error SOCKS4_DENY'],
  ['ends', ['end'], 'error SOCKS4_RECV'],
  ['ends in its answer', ['005a00', 'end'], 'error SOCKS4_RECV'],
  ['resets', ['reset'], 'error SOCKS4_RECV'],
  ['says nothing', [], 'nothing'],
])('a proxy that %s', async (_name, pieces, result) => {
  expect(await attempt(pieces)).toEqual({ asked: request, result })
})

test('IPv6 cannot be asked for', async () => {
  expect(await attempt([], at('2001:db8::1', 1))).toEqual({ asked: '', result: 'error SOCKS4_SEND' })
})

test('a proxy that is not there is told of as any server', () => {
  const clock = new VirtualClock(0)
  const network = new MemoryNetwork(clock)
  const failures: string[] = []
  connectThroughSocks4(network, { address: at('127.0.0.1', 1) }, at('192.0.2.7', 1), {
    onConnect: () => {},
    onConnectFailed: (cause, systemCode) => failures.push(`${cause} ${systemCode}`),
  })
  clock.advance(1)
  expect(failures).toEqual(['refused ECONNREFUSED'])
})
