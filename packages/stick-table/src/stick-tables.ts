import type { Clock } from '@weir/base'
import { type Binder, definePort, type Reference } from '@weir/keyword'
import { StickTable } from './stick-table.ts'
import type { TableDefinition } from './table-definition.ts'

/** The running tables of one process, made from their definitions when first asked for. */
export class StickTables {
  readonly #clock: Clock
  readonly #tables = new Map<TableDefinition, StickTable>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  of(definition: TableDefinition): StickTable {
    let table = this.#tables.get(definition)
    if (table === undefined) {
      table = new StickTable(definition, this.#clock)
      this.#tables.set(definition, table)
    }
    return table
  }

  all(): IterableIterator<StickTable> {
    return this.#tables.values()
  }

  /** Null when no table of that name was made. */
  byName(name: string): StickTable | null {
    for (const table of this.#tables.values()) if (table.name === name) return table
    return null
  }

  /** Stops the timers of all tables. */
  close(): void {
    for (const table of this.#tables.values()) table.close()
  }
}

/** Where keywords find the running tables. */
export const stickTablesPort = definePort<StickTables>('stick tables')

/** The running table behind a settled reference. */
export function bindTable(reference: Reference, binder: Binder): StickTable {
  return binder.port(stickTablesPort).of(binder.resolve<TableDefinition>(reference))
}
