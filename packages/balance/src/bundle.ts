import type { Bundle } from '@weir/keyword'
import { algorithms } from './algorithms/index.ts'
import { directives } from './directives/index.ts'
import { passes } from './passes/index.ts'
import { refused } from './refused.ts'
import { serverOptions } from './server-options/index.ts'

/** Everything a configuration can say about servers and how they are chosen. */
export const balanceBundle: Bundle = {
  name: 'balance',
  algorithms,
  directives,
  serverOptions,
  refused,
  passes,
}
