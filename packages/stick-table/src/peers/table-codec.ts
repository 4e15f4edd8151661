/**
 * Tables and entries as peers tell each other about them (peers protocol 2.1, "Stick-table update message class"). What a
 * definition lists follows in every update, in the order of the data types' numbers:
 *
 *   definition  id · name · key type · key length · set of data types · expiry · (array length, period of rates …)
 *   update      update id · (milliseconds left) · key · values …
 */
import { IpAddress, parseIpAddress, type RateSnapshot } from '@weir/base'
import { textOfBytes } from '@weir/sample'
import { type DataType, dataTypes } from '../data-type.ts'
import type { TableKey } from '../key.ts'
import type { StickEntry, StickTable } from '../stick-table.ts'
import type { TableDefinition, TableType } from '../table-definition.ts'
import type { Dictionary } from './dictionary.ts'
import { type WireReader, WireWriter } from './wire.ts'

const typeNumbers: Readonly<Record<TableType, number>> = { integer: 2, ip: 4, ipv6: 5, string: 6, binary: 7 }

/** A data type as a peer stores it. */
interface RemoteColumn {
  readonly type: DataType
  readonly length: number
  readonly periodMs: number | null
}

/** A table as a peer has defined it. */
export interface RemoteTable {
  /** How the peer numbers it. */
  readonly id: number
  readonly name: string
  readonly type: TableType
  /** Bytes of a key; one more than its characters for strings. */
  readonly keyBytes: number
  readonly columns: readonly RemoteColumn[]
}

/** How many bytes a key has on the wire, a string's end included. */
function keyBytes({ type, keyLength }: TableDefinition): number {
  const lengths: Record<TableType, number> = { integer: 4, ip: 4, ipv6: 16, string: keyLength + 1, binary: keyLength }
  return lengths[type]
}

const body = new WireWriter()

/** The body of a definition, valid until the next call of this module. */
export function encodeDefinition(table: StickTable, id: number): Uint8Array {
  const { definition } = table
  body.clear()
  body.varint(id)
  body.varint(definition.wireName.length)
  body.text(definition.wireName)
  body.varint(typeNumbers[definition.type])
  body.varint(keyBytes(definition))
  const stored = table.stored.map((each) => ({ ...each, bit: dataTypes.indexOf(each.type) }))
  body.varint(stored.reduce((sum, { bit }) => sum + 2 ** bit, 0))
  body.varint(definition.expireMs ?? 0)
  for (const { type, length, periodMs, bit } of stored) {
    if (!type.isArray && periodMs === null) continue
    body.varint(bit)
    if (type.isArray) body.varint(length)
    if (periodMs !== null) body.varint(periodMs)
  }
  return body.view()
}

/** Null: no such definition. Data types that came after those known here are left out; they follow all others. */
export function decodeDefinition(reader: WireReader): RemoteTable | null {
  const id = reader.varint()
  const name = reader.bytes(reader.varint() ?? Number.POSITIVE_INFINITY)
  const number = reader.varint()
  const length = reader.varint()
  const set = reader.varint()
  const expiry = reader.varint()
  const type = (Object.keys(typeNumbers) as TableType[]).find((each) => typeNumbers[each] === number)
  if (id === null || name === null || type === undefined || length === null || set === null || expiry === null)
    return null
  const columns: RemoteColumn[] = []
  for (const [bit, dataType] of dataTypes.entries()) {
    if (Math.floor(set / 2 ** bit) % 2 === 0) continue
    let count: number | null = 1
    let periodMs: number | null = null
    if (dataType.isArray || dataType.kind === 'rate') {
      if (reader.varint() !== bit) return null
      if (dataType.isArray) count = reader.varint()
      if (dataType.kind === 'rate') {
        periodMs = reader.varint()
        if (periodMs === null || periodMs === 0) return null
      }
    }
    if (count === null || count > 100) return null
    columns.push({ type: dataType, length: count, periodMs })
  }
  return { id, name: textOfBytes(name), type, keyBytes: length, columns }
}

/**
 * The body of an update, valid until the next call of this module. `remainingMs` is told where it is not null.
 */
export function encodeUpdate(
  table: StickTable,
  entry: StickEntry,
  updateId: number,
  remainingMs: number | null,
  sent: Dictionary,
): Uint8Array {
  body.clear()
  body.uint32(updateId)
  if (remainingMs !== null) body.uint32(Math.min(Math.max(0, Math.round(remainingMs)), 0xffffffff))
  encodeKey(entry.key, table.definition)
  for (const column of table.columns) {
    if (column.type.kind === 'text') encodeText(entry.serverKey, sent)
    else if (column.periodMs === null) body.varint(table.read(entry, column))
    else {
      const { ageMs, current, previous } = table.rateSnapshot(entry, column)
      body.varint(Math.round(ageMs))
      body.varint(current)
      body.varint(previous)
    }
  }
  return body.view()
}

function encodeKey(key: TableKey, { type }: TableDefinition): void {
  if (typeof key === 'number') body.uint32(key)
  else if (type === 'ip' || type === 'ipv6') body.bytes(parseIpAddress(key)!.bytes)
  else {
    if (type === 'string') body.varint(key.length)
    body.text(key)
  }
}

/** A text of a dictionary: its number, and itself the first time. Both are preceded by their length; no text is of length 0. */
function encodeText(text: string | null, sent: Dictionary): void {
  if (text === null) {
    body.varint(0)
    return
  }
  const { id, isKnown } = sent.number(text)
  const inner = new WireWriter()
  inner.varint(id)
  if (!isKnown) {
    inner.varint(text.length)
    inner.text(text)
  }
  body.varint(inner.length)
  body.bytes(inner.view())
}

/** An entry as a peer has told it, with a value for each column of the remote table. */
export interface RemoteEntry {
  readonly key: TableKey
  readonly values: readonly RemoteValue[]
}

export type RemoteValue = number | RateSnapshot | string | null

/** Null: the update is malformed. */
export function decodeEntry(reader: WireReader, remote: RemoteTable, received: Dictionary): RemoteEntry | null {
  const key = decodeKey(reader, remote)
  if (key === null) return null
  const values: RemoteValue[] = []
  for (const { type, length } of remote.columns) {
    for (let index = 0; index < length; index++) {
      const value =
        type.kind === 'text'
          ? decodeText(reader, received)
          : type.kind === 'rate'
            ? decodeRate(reader)
            : reader.varint()
      if (value === undefined || (value === null && type.kind !== 'text')) return null
      values.push(value)
    }
  }
  return { key, values }
}

function decodeKey(reader: WireReader, { type, keyBytes }: RemoteTable): TableKey | null {
  if (type === 'integer') return reader.uint32()
  if (type === 'string') {
    const bytes = reader.bytes(reader.varint() ?? Number.POSITIVE_INFINITY)
    return bytes === null ? null : textOfBytes(bytes)
  }
  const bytes = reader.bytes(keyBytes)
  if (bytes === null) return null
  if (type === 'binary') return textOfBytes(bytes)
  return bytes.length === 4 || bytes.length === 16 ? new IpAddress(bytes.slice()).toString() : null
}

function decodeRate(reader: WireReader): RateSnapshot | null {
  const ageMs = reader.varint()
  const current = reader.varint()
  const previous = reader.varint()
  return ageMs === null || current === null || previous === null ? null : { ageMs, current, previous }
}

/** Undefined: malformed. Null: no text. */
function decodeText(reader: WireReader, received: Dictionary): string | null | undefined {
  const length = reader.varint()
  if (length === null) return undefined
  if (length === 0) return null
  const end = reader.offset + length
  const id = reader.varint()
  if (id === null || reader.offset > end) return undefined
  if (reader.offset === end) return received.text(id)
  const bytes = reader.bytes(reader.varint() ?? Number.POSITIVE_INFINITY)
  if (bytes === null || reader.offset !== end) return undefined
  const text = textOfBytes(bytes)
  return received.learn(id, text) ? text : undefined
}

/** The key as the local table keeps it: strings and binary keys may be longer where they come from. */
export function localKey(key: TableKey, { type, keyLength }: TableDefinition): TableKey {
  if (typeof key === 'number' || type === 'ip' || type === 'ipv6') return key
  return type === 'binary' ? key.slice(0, keyLength).padEnd(keyLength, '\0') : key.slice(0, keyLength)
}

/** What goes on to the table of `write-to`: that which is set rather than counted. */
export function isCopied({ name }: DataType): boolean {
  return name === 'server_id' || name === 'server_key' || name === 'gpt' || name === 'gpt0'
}

/**
 * Writes what a peer has told into an entry, of all data types or of those that are `wanted`. `conn_cur` counts connections
 * of one process: only a table that does not count itself takes it over.
 */
export function applyValues(
  table: StickTable,
  entry: StickEntry,
  remote: RemoteTable,
  values: readonly RemoteValue[],
  wanted: (type: DataType) => boolean = ({ name }) => name !== 'conn_cur' || table.definition.isReceiveOnly,
): void {
  let position = 0
  for (const { type, length } of remote.columns) {
    const isWanted = wanted(type)
    for (let index = 0; index < length; index++) {
      const value = values[position++]!
      if (isWanted) applyValue(table, entry, type, index, value)
    }
  }
}

function applyValue(table: StickTable, entry: StickEntry, type: DataType, index: number, value: RemoteValue): void {
  if (type.kind === 'text') {
    if (typeof value === 'string') entry.serverKey = value
    return
  }
  const column = table.column(type.name, index)
  if (column === null) return
  if (typeof value === 'number') table.set(entry, column, value)
  else table.restoreRate(entry, column, value as RateSnapshot)
}
