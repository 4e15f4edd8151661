import { createBinder, Ports, sampleBundle } from '@weir/sample'
import { expect, test } from 'vitest'
import type { AlgorithmFactory } from '../algorithm.ts'
import { balanceBundle } from '../bundle.ts'
import { defaultHashSettings } from '../hash-settings.ts'
import { balanceOptions } from '../options.ts'
import { createTestBackend, readLines } from '../testing/index.ts'

function choose(line: string, messages: readonly string[]): string {
  const { options, messages: complaints } = readLines([sampleBundle, balanceBundle], line)
  expect(complaints).toEqual([])
  const call = options.get(balanceOptions).algorithm!
  const binder = createBinder({ ports: new Ports(), resolve: () => null })
  const factory = call.keyword.create(call.values as never, binder) as AlgorithmFactory
  const { backend, context } = createTestBackend([{}, {}, {}], factory)
  return messages.map((logMessage) => backend.algorithm.choose({ ...context, logMessage }, null)!.name).join('')
}

test('equal results go to equal servers', () => {
  const messages = ['user=A x', 'user=B y', 'user=C z', 'user=a q', 'user=b r', 'user=c s']
  const chosen = choose('balance log-hash field(1,\\ ),lower', messages)
  expect(chosen.slice(0, 3)).toBe(chosen.slice(3))
  expect(new Set(chosen.slice(0, 3)).size).toBeGreaterThan(1)
})

test.each(['balance log-hash', 'balance log-hash nonsense'])('refuses %s', (line) => {
  expect(readLines([sampleBundle, balanceBundle], line).messages).toHaveLength(1)
  expect(defaultHashSettings.method).toBe('map-based')
})
