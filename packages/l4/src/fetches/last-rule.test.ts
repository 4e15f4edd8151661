import { ProxyError } from '@weir/base'
import { type Verdict, verdicts } from '@weir/keyword'
import { expect, test } from 'vitest'
import { rememberRunning, runRules } from '../rules.ts'
import { KeywordHarness, ProxyFixture } from '../testing/index.ts'

const places = [
  { file: 'a.cfg', line: 7 },
  { file: 'a.cfg', line: 8 },
]
const rules = (...given: Verdict[]) =>
  Object.assign(
    given.map((verdict) => () => verdict),
    { places },
  )

test.each([
  ['no rule', [], [null, null, '', '']],
  ['rules that let pass', [verdicts.proceed, verdicts.proceed], [null, null, '', '']],
  ['the rule that accepts', [verdicts.proceed, verdicts.stop], ['a.cfg', '8', 'a.cfg:8', '']],
  ['the first that is final', [verdicts.stop, verdicts.stop], ['a.cfg', '7', 'a.cfg:7', '']],
  ['a rule that waits', [verdicts.proceed, verdicts.wait], ['a.cfg', '8', 'a.cfg:8', 'a.cfg:8']],
] as const)('%s', async (_, given, expected) => {
  const fixture = await new ProxyFixture({
    frontend: { contentRules: rules(...given), inspectDelayMs: 1000 },
  }).start()
  fixture.client()
  const [stream] = fixture.engine.streams
  stream!.fail(new ProxyError('l4/client-timeout', 'client', 'R', false))
  const harness = new KeywordHarness(fixture)
  const read = ['last_rule_file', 'last_rule_line', 'last_entity', 'waiting_entity'].map((name) => harness.text(name))
  expect(read).toEqual(expected)
})

test('a rule that waits is none as long as nothing breaks, or once it goes on', async () => {
  const fixture = await new ProxyFixture({
    frontend: { contentRules: rules(verdicts.wait), inspectDelayMs: 1000 },
  }).start()
  fixture.client()
  expect(new KeywordHarness(fixture).text('waiting_entity')).toBe('')
})

test('a rule that ends the stream is told in the log line it causes, and what follows an answer comes after it', async () => {
  const fixture = await new ProxyFixture({
    frontend: { contentRules: rules(verdicts.wait), inspectDelayMs: 1000 },
  }).start()
  fixture.client()
  const [context] = fixture.engine.streams
  const position = { ruleIndex: 0, lastRule: null, waitingRule: null, runningRules: null }
  const seen: unknown[] = []
  const look = () => {
    rememberRunning(position)
    seen.push(position.lastRule)
    return verdicts.done
  }
  expect(runRules(Object.assign([() => verdicts.proceed, look], { places }), context!, position)).toBe(verdicts.done)
  expect(seen).toEqual([places[1]])
  const after = Object.assign([() => verdicts.stop], { places: [{ file: 'b.cfg', line: 1 }] })
  const answer = () => {
    rememberRunning(position)
    position.ruleIndex = 0
    runRules(after, context!, position)
    return verdicts.done
  }
  runRules(Object.assign([answer], { places }), context!, position)
  expect(position).toEqual({
    ruleIndex: 0,
    lastRule: { file: 'b.cfg', line: 1 },
    waitingRule: null,
    runningRules: null,
  })
})
