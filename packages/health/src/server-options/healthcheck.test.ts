import { readLines } from '@weir/balance/testing'
import type { SectionModel } from '@weir/keyword'
import { expect, test } from 'vitest'
import { serverCheckOptions } from '../options.ts'
import { answer, bundles, createCheckFixture, readCheckOptions } from '../testing/check-fixture.ts'

test('names a section', () => {
  expect(readCheckOptions('healthcheck hc').healthcheck).toMatchObject({ kind: 'healthcheck', name: 'hc' })
  expect(readCheckOptions('check').healthcheck).toBeNull()
})

test('the section takes the place of what the backend says', async () => {
  const fixture = createCheckFixture('option redis-check\nserver s1 127.0.0.1:80 check healthcheck hc')
  await fixture.serve(80, answer('HTTP/1.0 200 OK\r\n\r\n', true))
  const server = fixture.backend.servers[0]!
  const { options } = readLines(bundles, 'option httpchk GET /named')
  server.options.get(serverCheckOptions).healthcheck!.target = { options } as SectionModel
  fixture.monitor.removeServer(server)
  fixture.monitor.addServer(server)
  fixture.clock.advance(5000)
  expect(fixture.received[0]).toMatch(/^GET \/named HTTP\/1\.0\r\n/)
  expect(server.isUp).toBe(true)
})
