import { Session, Stream } from '@weir/l4'
import type { TestProcess } from './process.ts'

/** A stream that only remembers how it was ended. */
export class TestStream extends Stream {
  ended: string | null = null

  resume(): void {}

  contain(error: unknown): void {
    throw error
  }

  terminate(reason: 'D' | 'U' | 'K'): void {
    this.ended = reason
  }
}

/** Connects to the first listener of frontend `fe` and gives the stream that begins there. */
export async function openTestStream({ frontend, network, clock }: TestProcess): Promise<TestStream> {
  const listener = frontend.listeners[0]!
  let stream: TestStream | null = null
  await network.listen({ address: listener.listen.address, backlog: 1 }, (connection) => {
    stream = new TestStream(new Session(listener, connection))
  })
  network.connect({ address: listener.listen.address }, { onConnect: () => {}, onConnectFailed: () => {} })
  clock.advance(0)
  if (stream === null) throw new Error('no connection was taken')
  return stream
}
