import { expect, it } from 'vitest'
import { get, ok } from './testing/short-exchange.ts'
import { addressOf, World } from './testing/world.ts'

it.each(['while it was in use', 'while it was idle'])(
  'forgets a connection whose server has moved %s',
  async (when) => {
    const world = await World.create()
    await world.network.listen({ address: addressOf(9100), backlog: 10 }, (connection) => {
      connection.sink = {
        onData: () => connection.writeText(ok.replace('ok', 'no')),
        onDrain() {},
        onEnd() {},
        onClose() {},
      }
    })
    const [server] = world.servers
    world.serve = () => {}
    const client = world.request(get)
    const move = (): void => world.backend.state.setAddress(server!, addressOf(9100), 9100)
    if (when === 'while it was in use') move()
    world.accepted[0]!.send(ok)
    world.run()
    if (when === 'while it was idle') move()
    expect(client.text).toBe(ok)
    client.send(get)
    world.run()
    expect(client.text).toBe(ok + ok.replace('ok', 'no'))
    expect(world.contained).toEqual([])
  },
)
