import { type ConditionNode, defineOptions, type LogFormatNode } from '@weir/keyword'
import type { Regex } from '@weir/sample'

/** A section `fcgi-app` (manual 10.1). */
export interface FcgiAppOptions {
  docroot: string | null
  index: string | null
  pathInfo: Regex | null
  keepsConnection: boolean
  params: { readonly name: string; readonly format: LogFormatNode; readonly condition: ConditionNode | null }[]
  passedHeaders: { readonly name: string; readonly condition: ConditionNode | null }[]
}

export const fcgiAppOptions = defineOptions<FcgiAppOptions>('fcgi-app', () => ({
  docroot: null,
  index: null,
  pathInfo: null,
  keepsConnection: true,
  params: [],
  passedHeaders: [],
}))
