import type { Binder } from '@weir/keyword'
import type { CheckScript } from './check-step.ts'
import type { BackendCheckOptions } from './options.ts'

/** What a kind of check is made from: its own words, and what the backend says. */
export interface CheckSite {
  readonly values: readonly unknown[]
  readonly options: BackendCheckOptions
  readonly binder: Binder
}

/** Makes the script of one server's check; what `create` of a check keyword is. */
export type CheckFactory = (site: CheckSite) => CheckScript
