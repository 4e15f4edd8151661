import { defineServerOption, type Parameter, text } from '@weir/keyword'
import { type ServerCheckOptions, serverCheckOptions } from '../options.ts'

const rows: readonly (readonly [string, string, readonly Parameter<unknown>[]])[] = [
  ['check-reuse-pool', 'Lets HTTP checks use idle connections.', []],
  ['no-check-reuse-pool', 'Lets checks open connections of their own, which is so anyway.', []],
  ['check-pool-conn-name', 'Names the idle connections that checks may use.', [text('name')]],
]

/** Where checks could borrow connections (3.2): read, and nothing else. */
export const borrowedConnections = rows.map(([name, summary, params]) =>
  defineServerOption<readonly Parameter<unknown>[], ServerCheckOptions>({
    name,
    summary,
    manual: '5.2',
    options: serverCheckOptions,
    withoutEffect: 'every check opens a connection of its own',
    params,
    apply() {},
  }),
)
