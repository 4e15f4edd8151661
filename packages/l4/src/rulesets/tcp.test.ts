import { expect, test } from 'vitest'
import { testVocabulary } from '../testing/index.ts'
import { tcpRulesets } from './tcp.ts'

test.each(tcpRulesets.map((ruleset) => [ruleset.name, ruleset] as const))(
  '%s has actions and a place',
  (name, ruleset) => {
    expect(testVocabulary.action(name, 'accept')).not.toBeNull()
    expect(testVocabulary.action(name, 'set-var(txn.x)')).not.toBeNull()
    expect(ruleset.frontendPhase ?? ruleset.backendPhase).toContain(name.split(' ')[1])
  },
)

test('connection and session rules belong to frontends', () => {
  for (const ruleset of tcpRulesets.slice(0, 2)) expect(ruleset.sections).not.toContain('backend')
})
