import { expect, test } from 'vitest'
import { compression } from '../filters/comp.ts'
import { configureFiltered, until } from '../testing/filtered.ts'

test.each([
  ['gzip', '1 gzip'],
  ['deflate', '0 -'],
])('rules and logs tell whether the answer is packed, and how: %s', async (accepted, told) => {
  const lines = ['compression algo gzip', 'http-response set-header x-comp "%[res.comp] %[res.comp_algo]"']
  const { world } = await configureFiltered({ frontend: lines }, { keyword: compression })
  world.serve = (peer) => peer.send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
  const client = world.request(`GET / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: ${accepted}\r\n\r\n`)
  await until(world, () => client.text.includes('\r\n\r\n'))
  expect(client.text).toContain(`\r\nx-comp: ${told.replace('-', '')}`)
})
