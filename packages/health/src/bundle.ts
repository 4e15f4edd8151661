import type { Bundle } from '@weir/keyword'
import { actions } from './actions/index.ts'
import { directives } from './directives/index.ts'
import { directives as kindDirectives, kinds } from './kinds/index.ts'
import { passes } from './passes/index.ts'
import { refused } from './refused.ts'
import { serverOptions } from './server-options/index.ts'

/** Everything a configuration can say about checking servers. */
export const healthBundle: Bundle = {
  name: 'health',
  checks: kinds,
  actions,
  directives: [...directives, ...kindDirectives],
  serverOptions,
  refused,
  passes,
}
