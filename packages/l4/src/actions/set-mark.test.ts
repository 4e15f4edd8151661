import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'
import { packetActions } from './set-mark.ts'

const find = (name: string) => packetActions.find((keyword) => keyword.name === name)!

test('keeps marks for the server connection', async () => {
  const fixture = await new ProxyFixture().start()
  fixture.client()
  const harness = new KeywordHarness(fixture)
  harness.act(find('set-bc-mark'), 'set-bc-mark 0x10')
  harness.act(find('set-bc-tos'), 'set-bc-tos 32')
  expect(harness.context.stream).toMatchObject({ serverMark: 16, serverTos: 32 })
})

test('goes on where a socket has no such options', async () => {
  const fixture = await new ProxyFixture().start()
  const client = fixture.client()
  const harness = new KeywordHarness(fixture)
  harness.act(find('set-fc-mark'), 'set-fc-mark 5')
  harness.act(find('set-fc-tos'), 'set-fc-tos 5')
  expect(client.connection.isOpen).toBe(true)
  harness.act(find('set-fc-tos'), 'set-fc-tos -1')
  expect(() => harness.act(find('set-fc-tos'), 'set-fc-tos 1x')).toThrow(
    "expects an integer (hexadecimal with 0x), but got '1x'",
  )
})
