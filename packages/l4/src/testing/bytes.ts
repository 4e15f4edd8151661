import { type SampleContext, verdicts } from '@weir/keyword'
import { KeywordHarness } from './keyword-harness.ts'
import { ProxyFixture } from './proxy-fixture.ts'

/** A stream whose rules wait for ever, with `bytes` from the client in its buffer. */
async function inspecting(bytes: string | Uint8Array): Promise<KeywordHarness> {
  const fixture = await new ProxyFixture({
    frontend: { contentRules: [() => verdicts.wait], inspectDelayMs: 1000 },
  }).start()
  const client = fixture.client()
  if (typeof bytes === 'string') client.connection.writeText(bytes)
  else client.connection.write(bytes)
  fixture.advance()
  return new KeywordHarness(fixture)
}

/** What an expression gives on what a client has sent: text, null for no sample, or `more` when more bytes could tell. */
export async function evaluateOnBytes(
  expression: string,
  bytes: string | Uint8Array,
  isFinal = false,
): Promise<string | null> {
  const harness = await inspecting(bytes)
  const { context } = harness
  context.isIncomplete = false
  context.isFinal = isFinal
  return harness.text(expression, context) ?? (wantsMore(context) ? 'more' : null)
}

/** Whether a condition holds on what a client has sent. */
export async function testOnBytes(condition: string, bytes: string | Uint8Array): Promise<boolean> {
  return (await inspecting(bytes)).test(condition)
}

const wantsMore = (context: SampleContext): boolean => context.isIncomplete === true
