/** Filters: what `filter` lines put between the two sides of a stream. */
import { type Binder, defineOptions, type FilterNode, type ProxyModel, type Word } from '@weir/keyword'
import { DataPipeline, type DataSink, type DataStage } from './data-pipeline.ts'
import type { Stream } from './stream.ts'

/**
 * One filter at work for a proxy: what `create` of its keyword gives. Layers widen this interface with the hooks that
 * they call (declaration merging in the package that owns the hook), and skip filters without theirs.
 */
export interface Filter {
  /** The name by which rules and `filter-sequence` find it. */
  readonly id: string
  /** Takes part in what goes one way of a stream, heads of messages left out: a stage for it, or null. */
  startData?(stream: Stream, way: keyof FilterChain): DataStage | null
  /** A stream that may have used it is over. */
  endStream?(stream: Stream): void
}

/** The filters of a proxy in the order in which they see traffic of each way. */
export interface FilterChain {
  readonly request: readonly Filter[]
  readonly response: readonly Filter[]
}

const none: readonly Filter[] = []

/** The filters of a stream: those of its frontend before those of its backend. A `listen` section has one chain for both. */
export function filtersOf({ frontend, backend }: Stream, way: keyof FilterChain): readonly Filter[] {
  const own = frontend.filters
  const further = backend === null || backend.name === frontend.name ? null : backend.filters
  if (own === null) return further === null ? none : further[way]
  return further === null ? own[way] : [...own[way], ...further[way]]
}

/** What filters do to the bytes of one way; null when none has a part in it. */
export function createPipeline(
  stream: Stream,
  way: keyof FilterChain,
  sink: DataSink,
  resumeSource: () => void,
): DataPipeline | null {
  const stages = filtersOf(stream, way)
    .map((filter) => filter.startData?.(stream, way) ?? null)
    .filter((stage) => stage !== null)
  return stages.length === 0 ? null : new DataPipeline(stages, sink, resumeSource)
}

/** The `filter` and `filter-sequence` lines of a proxy. */
export interface FilterOptions {
  filters: FilterNode[]
  /** Null: the order of the lines. What a sequence leaves out sees nothing of that way. */
  requestSequence: readonly Word[] | null
  responseSequence: readonly Word[] | null
}

export const filterOptions = defineOptions<FilterOptions>('filters', () => ({
  filters: [],
  requestSequence: null,
  responseSequence: null,
}))

/**
 * Creates the filters of a proxy, once for both sides of a `listen` section. Null when it has none. `created` is told of
 * each, so that references to it can be resolved.
 */
export function bindFilters(
  model: ProxyModel,
  binder: Binder,
  created: (node: FilterNode, filter: Filter) => void,
): FilterChain | null {
  const { filters: nodes, requestSequence, responseSequence } = model.options.get(filterOptions)
  if (nodes.length === 0) return null
  const filters = nodes.map((node) => {
    const { keyword, values } = node.call
    const { name, isFrontend, isBackend } = model
    const site = { id: node.id, proxyName: name, isFrontend, isBackend }
    const filter = keyword.create(values as never, binder, site) as Filter
    created(node, filter)
    return filter
  })
  return { request: inSequence(filters, requestSequence), response: inSequence(filters, responseSequence) }
}

function inSequence(filters: readonly Filter[], sequence: readonly Word[] | null): readonly Filter[] {
  if (sequence === null) return filters
  return sequence.flatMap(({ text }) => filters.filter((filter) => filter.id === text))
}
