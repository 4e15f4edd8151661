import type { FilterKeyword } from '@weir/keyword'
import type { Filter } from '@weir/l4'
import { type Configured, type ConfiguredSettings, configure } from './lines.ts'
import type { World } from './world.ts'

/** A configured proxy whose frontend has filters, given as keywords with their values. */
export async function configureFiltered(
  settings: ConfiguredSettings,
  ...filters: readonly { readonly keyword: FilterKeyword; readonly values?: readonly unknown[] }[]
): Promise<Configured> {
  const configured = await configure(settings)
  const created = filters.map(({ keyword, values = [] }) => {
    const site = { id: keyword.name, proxyName: 'f', isFrontend: true, isBackend: false }
    return keyword.create(values as never, configured.binder, site) as Filter
  })
  configured.world.frontend.filters = { request: created, response: created }
  return configured
}

/** Lets what happens on other threads come in until `isDone`. */
export async function until(world: World, isDone: () => boolean): Promise<void> {
  for (let turn = 0; !isDone(); turn++) {
    if (turn > 100_000) throw new Error('it never happened')
    await new Promise((resolve) => setImmediate(resolve))
    world.run()
  }
}
