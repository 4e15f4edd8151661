import { expect, it } from 'vitest'
import { configure } from '../testing/lines.ts'

it('tells the times of an exchange', async () => {
  const { world } = await configure({
    frontend: [
      'http-request set-header x-t %[req.timer.idle]/%[req.timer.hdr]/%[req.timer.tq]',
      'http-response set-header x-t %[res.timer.hdr]/%[txn.timer.total]/%[txn.timer.user]',
    ],
  })
  world.serve = (peer) => {
    world.clock.schedule(40, () => peer.send('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'))
  }
  const client = world.connect()
  world.run(10)
  client.send('GET / HT')
  world.run(5)
  client.send('TP/1.1\r\n\r\n')
  world.run(100)
  expect(world.accepted[0]!.text).toContain('x-t: 10/5/15\r\n')
  expect(client.text).toContain('x-t: 40/45/45\r\n')
})
