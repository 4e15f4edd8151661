import type { ProcessView } from '../process-view.ts'
import { type FieldValue, moduleFields, type StatField, statFields } from './fields.ts'
import { type RowSelection, rowId, type StatRow, selectRows } from './row.ts'

/** A field with its number in the typed output. */
interface NumberedField {
  readonly field: StatField
  readonly position: number
}

/** The typed output counts the columns of modules on from the last of the others. */
const numberedFields: readonly NumberedField[] = [...statFields, ...moduleFields].map((field, position) => ({
  field,
  position,
}))

/** The first line of the CSV. */
export const csvHeader = `# ${statFields.map(({ name }) => name).join(',')},-,${moduleFields.map(({ name }) => name).join(',')},\n`

/** Lines of CSV (management manual 9.1). */
export function* writeCsv(view: ProcessView, selection: RowSelection): Generator<string> {
  yield csvHeader
  for (const row of selectRows(view, selection)) {
    let line = ''
    for (const field of statFields) line += `${csvCell(field.read(row))},`
    line += '-,'
    for (const field of moduleFields) line += `${csvCell(field.read(row))},`
    yield `${line}\n`
  }
}

function csvCell(value: FieldValue): string {
  if (value === null) return ''
  const text = String(value)
  return /[,"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const kindLetters = { frontend: 'F', backend: 'B', server: 'S', listener: 'L' } as const
const kindNames = { frontend: 'Frontend', backend: 'Backend', server: 'Server', listener: 'Listener' } as const

/** Counters survive a reload with `stats-file`, everything else does not. */
function persistence(tags: string): string {
  return tags.charAt(1) === 'C' && tags.charAt(0) === 'M' ? 'P' : 'V'
}

/** Lines of typed output (management manual 9.2): `F.2.0.7.stot.1:MCPP:u64:1`. */
export function* writeTyped(view: ProcessView, selection: RowSelection, hasDescriptions: boolean): Generator<string> {
  for (const row of selectRows(view, selection)) {
    let text = ''
    for (const { field, position } of numberedFields) {
      const value = field.read(row)
      if (value === null) continue
      const prefix = `${kindLetters[row.kind]}.${row.proxy.id}.${rowId(row)}.${position}.${field.name}.1`
      text += `${prefix}:${field.tags}${persistence(field.tags)}:${field.type}:${value}`
      text += hasDescriptions ? `:"${field.description}"\n` : '\n'
    }
    yield `${text}\n`
  }
}

const origins: Readonly<Record<string, string>> = { M: 'Metric', S: 'Status', K: 'Key', C: 'Config', P: 'Product' }
const natures: Readonly<Record<string, string>> = {
  A: 'Age',
  C: 'Counter',
  D: 'Duration',
  G: 'Gauge',
  L: 'Limit',
  M: 'Max',
  N: 'Name',
  O: 'Output',
  R: 'Rate',
  T: 'Time',
  a: 'Avg',
  m: 'Min',
}
const scopes: Readonly<Record<string, string>> = { C: 'Cluster', P: 'Process', S: 'Service', Y: 'System' }

/** What a field's letters stand for, as the JSON output names it. */
export function tagNames(tags: string): { readonly origin: string; readonly nature: string; readonly scope: string } {
  return {
    origin: origins[tags.charAt(0)] ?? 'Unknown',
    nature: natures[tags.charAt(1)] ?? 'Unknown',
    scope: scopes[tags.charAt(2)] ?? 'Unknown',
  }
}

/** Parts of one JSON array of arrays of fields. */
export function* writeJson(view: ProcessView, selection: RowSelection): Generator<string> {
  let separator = '['
  for (const row of selectRows(view, selection)) {
    const items = numberedFields.flatMap((numbered) => jsonItem(row, numbered) ?? [])
    yield `${separator}[${items.join(',')}]`
    separator = ','
  }
  yield separator === '[' ? '[]' : ']'
}

function jsonItem(row: StatRow, { field, position }: NumberedField): string | null {
  const value = field.read(row)
  if (value === null) return null
  return JSON.stringify({
    objType: kindNames[row.kind],
    proxyId: row.proxy.id,
    id: rowId(row),
    field: { pos: position, name: field.name },
    processNum: 1,
    tags: tagNames(field.tags),
    value: { type: field.type, value },
  })
}
