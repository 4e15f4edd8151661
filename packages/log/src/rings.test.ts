import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { parseIpAddress, VirtualClock } from '@weir/base'
import { OptionsStore } from '@weir/keyword'
import { expect, test } from 'vitest'
import { ringOptions } from './options.ts'
import { createLogRings } from './rings.ts'

test('creates the rings of the configuration and buf0', () => {
  const section = { ...ringOptions.create(), frame: 'rfc3164', maxLengthBytes: 1200 } as const
  const rings = createLogRings(
    new Map([['foo', { ...section, servers: [] }]]),
    new VirtualClock(),
    () => {},
    () => {},
  )
  expect([...rings.byName.keys()]).toEqual(['buf0', 'foo'])
  expect(rings.byName.get('foo')).toMatchObject({
    description: 'foo',
    frame: 'rfc3164',
    maxLengthBytes: 1200,
    sizeBytes: 16384,
  })
  rings.close()
})

test('nothing is connected before rings are started', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const connected: Socket[] = []
  server.on('connection', (socket: Socket) => connected.push(socket))
  const { port } = server.address() as AddressInfo
  const span = { file: 'C', line: 1, column: 0, length: 0 }
  const line = {
    name: 's',
    address: { host: '127.0.0.1', port },
    framing: 'legacy',
    maxReuse: -1,
    options: new OptionsStore(),
    span,
  } as const
  const sections = new Map([['r', { ...ringOptions.create(), servers: [line] }]])
  const source = { kind: 'ip', address: parseIpAddress('127.0.0.9')!, port: 0 } as const
  const make = () =>
    createLogRings(
      sections,
      new VirtualClock(),
      () => {},
      () => {},
      (options) => (options === line.options ? source : null),
    )
  const looked = make()
  looked.close()
  looked.start()
  const rings = make()
  rings.byName.get('r')!.append(Buffer.from('text'))
  expect(connected).toHaveLength(0)
  rings.start()
  const [socket] = (await once(server, 'connection')) as [Socket]
  expect(String((await once(socket, 'data'))[0])).toBe('text\n')
  expect(connected.map(({ remoteAddress }) => remoteAddress)).toEqual(['127.0.0.9'])
  rings.close()
  for (const each of connected) each.destroy()
  server.close()
})
