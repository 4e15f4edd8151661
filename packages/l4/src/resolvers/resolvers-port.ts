import { definePort } from '@weir/keyword'
import type { Resolvers } from './resolvers.ts'

/** The `resolvers` sections that run, by name, for rules. */
export interface RunningResolvers {
  find(name: string): Pick<Resolvers, 'lookUp'> | null
}

export const resolversPort = definePort<RunningResolvers>('resolvers')
