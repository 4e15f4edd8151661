import { expect, it } from 'vitest'
import { configure } from '../testing/lines.ts'

const get = 'GET / HTTP/1.1\r\nX-Wait: 30\r\n\r\n'

it.each(['http-request pause 30ms', 'http-request pause req.hdr_val(x-wait)', 'http-response pause 30'])(
  '%s',
  async (rule) => {
    const { world } = await configure({ frontend: [rule] })
    const client = world.request(get)
    world.run(29)
    expect(client.text).toBe('')
    world.run(1)
    expect(client.text).toMatch(/^HTTP\/1.1 200/)
    expect(world.contained).toEqual([])
  },
)
