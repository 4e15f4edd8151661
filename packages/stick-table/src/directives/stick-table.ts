import {
  type ArgumentReader,
  custom,
  defineDirective,
  FAILED,
  type Failed,
  parseInteger,
  parseLeadingInteger,
  parseSize,
  type Reference,
  readDuration,
  text,
  type Word,
} from '@weir/keyword'
import { sharedTables, stickOptions } from '../options.ts'
import { readStoredTypes } from '../stored-types.ts'
import type { StoredType, TableDefinition, TableType } from '../table-definition.ts'

type Settings = { -readonly [K in keyof Omit<TableDefinition, 'name' | 'wireName' | 'span'>]: TableDefinition[K] }

/** HAProxy counts a string's end as one of its default 32 bytes. */
const defaultLengths: Readonly<Record<TableType, number>> = { ip: 0, ipv6: 0, integer: 0, string: 31, binary: 32 }
const typeNames: ReadonlyMap<string, TableType> = new Map([
  ['ip', 'ip'],
  ['ipv4', 'ip'],
  ['ipv6', 'ipv6'],
  ['integer', 'integer'],
  ['string', 'string'],
  ['binary', 'binary'],
])

const usage =
  'type { ip | ipv6 | integer | string [len <n>] | binary [len <n>] } size <size> [expire <time>] [nopurge] [srvkey { name | addr }] [brates-factor <n>] [recv-only] [write-to <table>] [store <type>[,<type>]*]*'

const readers: Readonly<Record<string, (reader: ArgumentReader, settings: Settings) => Failed | null>> = {
  type(reader, settings) {
    const word = argumentOf(reader, 'type')
    if (word === FAILED) return FAILED
    const type = typeNames.get(word.text)
    if (type === undefined) return reader.fail(`stick-table: unknown type '${word.text}'.`)
    settings.type = type
    settings.keyLength = defaultLengths[type]
    if ((type !== 'string' && type !== 'binary') || reader.peek()?.text !== 'len') return null
    reader.next()
    const length = argumentOf(reader, 'len')
    if (length === FAILED) return FAILED
    settings.keyLength = parseLeadingInteger(length.text)
    return settings.keyLength > 0
      ? null
      : reader.fail(`stick-table: 'len' expects a positive length, but got '${length.text}'`)
  },
  size(reader, settings) {
    const word = argumentOf(reader, 'size')
    if (word === FAILED) return FAILED
    const size = parseSize(word.text)
    if (typeof size !== 'number') return reader.fail(`stick-table: 'size' ${size.error}`)
    settings.size = size
    return null
  },
  expire(reader, settings) {
    const word = argumentOf(reader, 'expire')
    if (word === FAILED) return FAILED
    const expireMs = readDuration(word.text, reader)
    if (typeof expireMs !== 'number') return reader.fail(`stick-table: 'expire' ${expireMs.error}`)
    settings.expireMs = expireMs === 0 ? null : expireMs
    return null
  },
  nopurge(_reader, settings) {
    settings.isNoPurge = true
    return null
  },
  srvkey(reader, settings) {
    const word = argumentOf(reader, 'srvkey')
    if (word === FAILED) return FAILED
    if (word.text !== 'name' && word.text !== 'addr') {
      return reader.fail(`stick-table : unknown server key type '${word.text}'.`)
    }
    settings.serverKey = word.text
    return null
  },
  'brates-factor'(reader, settings) {
    const word = argumentOf(reader, 'brates-factor')
    if (word === FAILED) return FAILED
    const factor = parseInteger(word.text) ?? 0
    if (factor < 1 || factor > 1024) {
      return reader.fail("argument 'brates-factor' must be greater than 0 and lower or equal than 1024.")
    }
    settings.byteRateFactor = factor
    return null
  },
  'recv-only'(_reader, settings) {
    settings.isReceiveOnly = true
    return null
  },
  'write-to'(reader, settings) {
    const word = argumentOf(reader, 'write-to')
    if (word === FAILED) return FAILED
    settings.writeTo = reader.host.reference('table', word.text, word.span) as Reference<TableDefinition>
    return null
  },
  peers(reader, settings) {
    const word = argumentOf(reader, 'peers')
    if (word === FAILED) return FAILED
    settings.peers = reader.host.reference('peers', word.text, word.span)
    return null
  },
  store(reader, settings) {
    const word = reader.next()
    return word === null ? null : readStoredTypes(reader, word, settings.stored as StoredType[])
  },
}

function argumentOf(reader: ArgumentReader, name: string): Word | Failed {
  return (
    reader.next() ?? reader.fail(`stick-table: missing argument after '${name}'.`, { code: 'config/missing-argument' })
  )
}

/** What a table line says behind `owner`, which stands in front of complaints. Those of a section `peers` name no peers. */
function tableSettings(owner: 'stick-table' | 'table') {
  return custom('settings', owner === 'table' ? usage : `${usage} [peers <section>]`, (reader): Settings | Failed => {
    const settings: Settings = {
      type: 'ip',
      keyLength: -1,
      size: 0,
      expireMs: null,
      isNoPurge: false,
      serverKey: null,
      byteRateFactor: 1,
      stored: [],
      peers: null,
      isReceiveOnly: false,
      writeTo: null,
    }
    for (let word = reader.next(); word !== null; word = reader.next()) {
      const isKnown = Object.hasOwn(readers, word.text) && !(owner === 'table' && word.text === 'peers')
      if (!isKnown) return reader.fail(`${owner}: unknown argument '${word.text}'.`)
      if (readers[word.text]!(reader, settings) === FAILED) return FAILED
    }
    if (settings.size === 0) return reader.fail(`${owner}: missing size.`)
    if (settings.keyLength < 0) return reader.fail(`${owner}: missing type.`)
    return settings
  })
}

export const stickTable = defineDirective({
  name: 'stick-table',
  summary: 'Declares the table of this section: keys with counters, tags, rates and servers.',
  manual: '4.2',
  sections: ['frontend', 'listen', 'backend'],
  options: stickOptions,
  params: [tableSettings('stick-table')],
  apply(record, [settings], site) {
    const { name, kind } = site.section
    const definition: TableDefinition = { ...settings, name, wireName: name, span: site.span }
    const other = site.declare('table', name, definition) as TableDefinition | null
    if (other === null) record.table = definition
    else {
      site.complain(`stick-table name '${name}' conflicts with table declared in ${kind} '${name}'${placeOf(other)}.`)
    }
  },
})

/** A table of a section `peers`, known to proxies as `peers/name`. */
export const table = defineDirective({
  name: 'table',
  summary: 'Declares a table that the peers of this section share.',
  manual: '3.5',
  sections: ['peers'],
  options: sharedTables,
  params: [text('name'), tableSettings('table')],
  apply(record, [name, settings], site) {
    const fullName = `${site.section.name}/${name}`
    const definition: TableDefinition = { ...settings, name: fullName, wireName: `/${name}`, span: site.span }
    // A name stands for the first of its tables: another one is let pass, as by HAProxy, and nothing could ever name it.
    if (site.declare('table', name, definition) === null) record.tables.push(definition)
  },
})

function placeOf({ span }: TableDefinition): string {
  return span === null ? '' : ` at ${span.file}:${span.line}`
}
