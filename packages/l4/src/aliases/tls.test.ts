import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'
import { tlsSession } from '../testing/tls-session.ts'

async function format(text: string, tls: ReturnType<typeof tlsSession> | null, speaksTls = tls !== null) {
  const fixture = await new ProxyFixture().start()
  fixture.client()
  const harness = new KeywordHarness(fixture)
  const session = harness.context.session as unknown as { connection: object; speaksTls: boolean }
  session.connection = { ...session.connection, tls }
  session.speaksTls = speaksTls
  return harness.format(text)
}

test.each([
  ['%sslv/%sslc', 'TLSv1.3/TLS_AES_256_GCM_SHA384', '-/-'],
  ['%{+Q}sslv', '"TLSv1.3"', '""'],
  ['%{+X}sslv', 'TLSv1.3', '-'],
])('%s', async (text, withTls, without) => {
  expect(await format(text, tlsSession())).toBe(withTls)
  expect(await format(text, null)).toBe(without)
})

test('before a cipher is agreed on', async () => {
  expect(await format('%sslc', null, true)).toBe('(NONE)')
})
