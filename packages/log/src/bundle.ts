import type { Bundle } from '@weir/keyword'
import { directives } from './directives/index.ts'
import { passes } from './passes/index.ts'
import { serverOptions } from './server-options/index.ts'

/** The keywords of this package. */
export const logBundle: Bundle = { name: 'log', directives, serverOptions, passes }
