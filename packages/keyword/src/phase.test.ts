import { expect, test } from 'vitest'
import { isAvailable, phases, sources } from './phase.ts'

test('every source says something about every phase', () => {
  for (const columns of Object.values(sources)) expect(columns).toMatch(new RegExp(`^[Y.]{${phases.length}}$`))
})

test.each([
  ['request', 'frontend http-request header rule', true],
  ['request', 'backend http-response header rule', false],
  ['response', 'frontend http-request header rule', false],
  ['response', 'logs', false],
  ['server', 'backend http-request header rule', false],
  ['constant', 'configuration parser', true],
] as const)('%s in %s: %s', (source, phase, available) => expect(isAvailable(source, phase)).toBe(available))
