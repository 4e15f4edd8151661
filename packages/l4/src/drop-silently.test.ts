import { createServer, connect as dial } from 'node:net'
import { libcState, setSocketOption } from '@weir/os'
import { expect, it } from 'vitest'
import { dropSilently } from './drop-silently.ts'
import type { Connection } from './network/connection.ts'

/** What the dialled end hears within two turns of the event loop after the accepted end was dropped and reset. */
async function heardOf(drop: (connection: Connection) => void): Promise<string[]> {
  const heard: string[] = []
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const accepted = new Promise<import('node:net').Socket>((resolve) => server.once('connection', resolve))
  const client = dial(address.port, '127.0.0.1')
  client.on('error', (error) => heard.push(error.message))
  client.on('end', () => heard.push('end'))
  const socket = await accepted
  const { fd } = (socket as unknown as { readonly _handle: { readonly fd: number } })._handle
  const remoteAddress = { kind: 'ip', address: { family: 4 }, port: 1 }
  drop({ fd, remoteAddress } as unknown as Connection)
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.resetAndDestroy()
  await closed
  // A reset over loopback has arrived by the time that a further exchange is over.
  const probe = dial(address.port, '127.0.0.1')
  await new Promise((resolve) => probe.once('connect', resolve))
  await new Promise((resolve) => setImmediate(resolve))
  probe.destroy()
  client.destroy()
  await new Promise((resolve) => server.close(resolve))
  return heard
}

/** TCP repair is for those who administrate the network. */
function mayRepair({ fd }: Connection): boolean {
  try {
    setSocketOption(fd!, 'repair', 1)
    setSocketOption(fd!, 'repair', 0)
    return true
  } catch {
    return false
  }
}

it.skipIf(libcState().libc === null)('says nothing to the client where the system lets it', async ({ skip }) => {
  let isAllowed = false
  const heard = await heardOf((connection) => {
    isAllowed = mayRepair(connection)
    dropSilently(connection, null)
  })
  if (!isAllowed) skip('needs CAP_NET_ADMIN')
  expect(heard).toEqual([])
  expect(await heardOf(() => {})).not.toEqual([])
})

it('leaves what is no socket of the system alone', () => {
  dropSilently({ fd: null, remoteAddress: null } as unknown as Connection, 5)
})
