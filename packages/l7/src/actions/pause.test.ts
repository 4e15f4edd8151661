import { expect, it } from 'vitest'
import { configure, readLines } from '../testing/lines.ts'

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

it('waits for the body', async () => {
  const { world } = await configure({
    frontend: ['http-request wait-for-body time 1s', 'http-request set-header X-Len %[req.body_len]'],
  })
  const client = world.request('POST / HTTP/1.1\r\nContent-Length: 6\r\n\r\nabc')
  expect(world.accepted).toHaveLength(0)
  client.send('def')
  world.run()
  expect(world.accepted[0]!.text).toBe('POST / HTTP/1.1\r\ncontent-length: 6\r\nx-len: 6\r\n\r\nabcdef')
})

it('goes on with as much as was asked for', async () => {
  const { world } = await configure({ frontend: ['http-request wait-for-body time 1s at-least 2'] })
  world.request('POST / HTTP/1.1\r\nContent-Length: 6\r\n\r\nabc')
  expect(world.accepted[0]!.text.endsWith('abc')).toBe(true)
})

it('says 408 when the body does not come', async () => {
  const { world } = await configure({ frontend: ['http-request wait-for-body time 100ms'] })
  const client = world.request('POST / HTTP/1.1\r\nContent-Length: 6\r\n\r\nabc')
  world.run(101)
  expect(client.text).toMatch(/^HTTP\/1.1 408 /)
  expect(world.logs[0]).toMatch(/^408 cR-- /)
})

it('refuses what is no time', () => {
  expect(readLines('frontend', ['http-request wait-for-body 10s']).complaints[0]).toContain("'time <time>'")
})
