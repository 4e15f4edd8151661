import type { Span } from '@weir/base'
import type { Reference } from '@weir/keyword'
import type { DataType } from './data-type.ts'

export type TableType = 'ip' | 'ipv6' | 'integer' | 'string' | 'binary'

/** One data type that a table stores. */
export interface StoredType {
  readonly type: DataType
  /** How many elements: 1 for what is no array. */
  readonly length: number
  /** Null for what is no rate. */
  readonly periodMs: number | null
}

/** A table as declared. References of kind `table` have it as their target. */
export interface TableDefinition {
  readonly name: string
  readonly type: TableType
  /** Characters of a string, bytes of a binary key; 0 for other types. */
  readonly keyLength: number
  readonly size: number
  /** Entries go that long after their last use; null: never. */
  readonly expireMs: number | null
  /** New keys are refused while the table is full. */
  readonly isNoPurge: boolean
  /** How servers are recognised by `stick` rules, beside their number. */
  readonly serverKey: 'name' | 'addr' | null
  /** Byte rates count blocks of that many bytes. */
  readonly byteRateFactor: number
  readonly stored: readonly StoredType[]
  /** The section of the peers that are told what changes here; null for a table of this process alone. */
  readonly peers: Reference | null
  /** What peers call it: `/name` for a table of a `peers` section. */
  readonly wireName: string
  /** Nothing is told to peers; what they tell is taken over whole, `conn_cur` included. */
  readonly isReceiveOnly: boolean
  /** A table to which what peers tell is copied as well. */
  readonly writeTo: Reference<TableDefinition> | null
  readonly span: Span | null
}
