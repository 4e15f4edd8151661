import type { SampleContext, SampleValue } from '@weir/keyword'
import type { StickTable } from '@weir/stick-table'
import type { DataStage } from '../data-pipeline.ts'
import type { Filter } from '../filter.ts'
import type { Stream } from '../stream.ts'
import { type Allowance, SharedAllowance, type Sharers, StreamAllowance } from './allowance.ts'
import { BandwidthStage } from './bandwidth-stage.ts'

/** Which way is limited: from the client (`bwlim-in`), or to it (`bwlim-out`). */
export type Way = 'request' | 'response'

export interface StreamLimit {
  readonly kind: 'stream'
  readonly bytes: number
  readonly periodMs: number
}

/** The limit of all streams with one key; its period is that of the table's rate. */
export interface SharedLimit {
  readonly kind: 'shared'
  readonly bytes: number
  readonly table: StickTable
  key(context: SampleContext): SampleValue | null
}

/** Limits how fast bytes go one way, for streams that `set-bandwidth-limit` has switched it on for. */
export class BandwidthFilter implements Filter {
  readonly id: string
  readonly #way: Way
  readonly #limit: StreamLimit | SharedLimit
  readonly #minBytes: number
  readonly #allowances = new WeakMap<Stream, Allowance>()
  readonly #sharers: Sharers = new Map()

  constructor(id: string, way: Way, limit: StreamLimit | SharedLimit, minBytes: number) {
    this.id = id
    this.#way = way
    this.#limit = limit
    this.#minBytes = minBytes
  }

  /** Switches it on for a stream, with all its counting begun anew. Null: as the filter's line says. */
  enable(stream: Stream, bytes: number | null, periodMs: number | null): void {
    this.#end(stream)
    const allowance = this.#createAllowance(stream, bytes, periodMs)
    if (allowance !== null) this.#allowances.set(stream, allowance)
  }

  #createAllowance(stream: Stream, bytes: number | null, periodMs: number | null): Allowance | null {
    const limit = this.#limit
    if (limit.kind === 'stream') {
      return new StreamAllowance(bytes ?? limit.bytes, periodMs ?? limit.periodMs, this.#minBytes, stream.clock.nowMs())
    }
    const value = limit.key(stream)
    const entry = value === null ? null : limit.table.obtain(value)
    if (entry === null) return null
    const column = limit.table.column(this.#way === 'request' ? 'bytes_in_rate' : 'bytes_out_rate')!
    return new SharedAllowance(limit.bytes, this.#minBytes, limit.table, entry, column, this.#sharers)
  }

  startData(stream: Stream, way: Way): DataStage | null {
    if (way !== this.#way) return null
    return new BandwidthStage(
      stream,
      () => this.#allowances.get(stream) ?? null,
      (error) => stream.contain(error),
    )
  }

  endStream(stream: Stream): void {
    this.#end(stream)
  }

  #end(stream: Stream): void {
    this.#allowances.get(stream)?.end()
    this.#allowances.delete(stream)
  }
}
