/** A language with tables for the tests of this package. */
import { type IpAddress, parseIpAddress, VirtualClock } from '@weir/base'
import { createVocabulary, defineFetch, type SampleContext } from '@weir/keyword'
import { createBinder, createSampleContext, createSampleLanguage, Ports, sampleBundle } from '@weir/sample'
import { stickTableBundle } from '../bundle.ts'
import { findDataType } from '../data-type.ts'
import type { StickTable } from '../stick-table.ts'
import { StickTables, stickTablesPort } from '../stick-tables.ts'
import type { StoredType, TableDefinition, TableType } from '../table-definition.ts'

/** `gpc0`, `conn_rate(10000)`, `gpc(2)`, `gpc_rate(2,10000)`. */
function storedType(text: string): StoredType {
  const [name = '', ...numbers] = text.split(/[(,)]/).filter((part) => part !== '')
  const type = findDataType(name)
  if (type === null) throw new Error(`unknown data type '${name}'`)
  const length = type.isArray ? Number(numbers.shift()) : 1
  return { type, length, periodMs: type.kind === 'rate' ? Number(numbers[0]) : null }
}

export function defineTable(
  name: string,
  type: TableType,
  stored: string,
  settings: Partial<TableDefinition> = {},
): TableDefinition {
  const keyLength = type === 'string' ? 31 : type === 'binary' ? 4 : 0
  return {
    name,
    type,
    keyLength,
    size: 10,
    expireMs: null,
    isNoPurge: false,
    serverKey: null,
    byteRateFactor: 1,
    stored: stored === '' ? [] : stored.split(' ').map(storedType),
    peers: null,
    wireName: name,
    isReceiveOnly: false,
    writeTo: null,
    span: null,
    ...settings,
  }
}

const vocabulary = createVocabulary([
  sampleBundle,
  stickTableBundle,
  {
    name: 'test',
    fetches: [
      defineFetch({
        name: 'src',
        summary: "Gives the client's address.",
        source: 'client connection',
        out: 'addr',
        params: [],
        bind: () => (context) => (context.sourceAddress?.kind === 'ip' ? context.sourceAddress.address : null),
      }),
    ],
  },
])

/** Tables under a virtual clock, with expressions and rules on them. */
export class TableFixture {
  readonly clock = new VirtualClock()
  readonly tables = new StickTables(this.clock)
  readonly #definitions: ReadonlyMap<string, TableDefinition>
  readonly binder = createBinder({
    ports: new Ports().provide(stickTablesPort, this.tables),
    resolve: ({ name }) => this.#definitions.get(name === '' ? [...this.#definitions.keys()][0]! : name) ?? null,
  })
  readonly language = createSampleLanguage({ vocabulary, binder: this.binder })

  constructor(definitions: readonly TableDefinition[]) {
    this.#definitions = new Map(definitions.map((definition) => [definition.name, definition]))
    for (const definition of definitions) this.tables.of(definition)
  }

  table(name: string): StickTable {
    const table = this.tables.byName(name)
    if (table === null) throw new Error(`there is no table '${name}'`)
    return table
  }

  context(source = '192.0.2.1', isRequest = false): SampleContext {
    const address = parseIpAddress(source) as IpAddress
    return {
      ...createSampleContext({ clock: this.clock }),
      sourceAddress: { kind: 'ip', address, port: 4000 },
      isRequest,
    }
  }

  run(rule: string, context: SampleContext, ruleset = 'http-request'): number {
    return this.language.runAction(ruleset, rule.split(' '), context)
  }

  text(expression: string, context: SampleContext): string | null {
    return this.language.evaluateText(expression, context)
  }

  /** One line per entry: key, then `type=value`, as `show table` orders them. */
  dump(name: string): string[] {
    const table = this.table(name)
    return [...table.entries()].map((entry) =>
      [entry.key, ...table.columns.map((column) => `${column.type.name}=${table.read(entry, column)}`)].join(' '),
    )
  }
}
