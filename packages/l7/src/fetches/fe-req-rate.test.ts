import { expect, it } from 'vitest'
import { configure } from '../testing/lines.ts'
import { frontendRequestRate } from './fe-req-rate.ts'

it('counts the requests of the last second', async () => {
  const { world, binder } = await configure({})
  const resolving = { ...binder, resolve: () => world.frontend as never }
  const read = frontendRequestRate.bind(
    [{ kind: 'frontend', name: '', span: null as never, target: null }],
    resolving,
    { span: null as never } as never,
  )
  expect(read({} as never)).toBe(0)
  const client = world.request('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
  client.send('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
  world.run()
  expect(read({} as never)).toBe(2)
  world.run(5000)
  expect(read({} as never)).toBe(0)
})
