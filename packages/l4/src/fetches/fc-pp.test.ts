import { verdicts } from '@weir/keyword'
import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'

const field = (type: number, text: string) => ({ type, value: Uint8Array.from(text, (char) => char.charCodeAt(0)) })

test.each([
  ['fc_pp_authority', 'example.org'],
  ['fc_pp_unique_id', 'abc'],
  ['fc_pp_tlv(AUTHORITY)', 'example.org'],
  ['fc_pp_tlv(0x05)', 'abc'],
  ['fc_pp_tlv(238)', 'own'],
  ['fc_pp_tlv(NETNS)', null],
])('%s', async (expression, expected) => {
  const fixture = await new ProxyFixture({ frontend: { sessionRules: [() => verdicts.proceed] } }).start()
  fixture.client()
  const [session] = fixture.engine.sessions
  const fields = [field(2, 'example.org'), field(5, 'abc'), field(238, 'own')]
  session!.proxyHeader = { version: 2, isLocal: false, source: null, destination: null, fields }
  expect(new KeywordHarness(fixture).text(expression)).toBe(expected)
})

test('refuses what is no field', async () => {
  const harness = new KeywordHarness(await new ProxyFixture().start())
  expect(() => harness.text('fc_pp_tlv(256)')).toThrow('number of a field')
})
