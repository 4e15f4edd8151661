import { ProxyError } from '@weir/base'
import { expect, test } from 'vitest'
import { terminationState } from './termination.ts'

test.each([
  ['l4/client-aborted', 'client', 'D', 'CD'],
  ['l4/client-timeout', 'client', 'R', 'cR'],
  ['l4/server-timeout', 'server', 'H', 'sH'],
  ['l4/connection-refused', 'server', 'C', 'SC'],
  ['l4/denied', 'proxy', 'R', 'PR'],
  ['l4/resource-exhausted', 'proxy', 'C', 'RC'],
  ['l4/internal-error', 'proxy', 'D', 'ID'],
  ['l4/server-marked-down', 'server', 'D', 'DD'],
  ['l4/server-marked-up', 'server', 'D', 'UD'],
  ['l4/killed', 'server', 'Q', 'KQ'],
  ['l4/local', 'proxy', 'R', 'LR'],
] as const)('%s', (code, side, phase, expected) => {
  expect(terminationState(new ProxyError(code, side, phase, false))).toBe(expected)
})

test('nothing went wrong', () => {
  expect(terminationState(null)).toBe('--')
})
