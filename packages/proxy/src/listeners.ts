import { formatSocketAddress } from '@weir/base'
import { processOptions as controlProcessOptions } from '@weir/control'
import type { ProxyModel, SectionModel } from '@weir/keyword'
import {
  type BindDefaults,
  bindLines,
  type Frontend,
  Listener,
  listenersOf,
  processOptions,
  proxyOptions,
  type UnixDefaults,
} from '@weir/l4'
import { findGroupId, findUserId } from '@weir/os'
import { describeSystemError } from './system-error.ts'

/** Length of the queue of connections that are not accepted yet, where neither line nor frontend limits anything. */
const defaultBacklog = 4096

/** What listeners take from their surroundings; `backlog` null: the usual length. */
export function listenerDefaults({
  backlog,
  reusesPorts,
  unix,
}: {
  backlog: number | null
  reusesPorts: boolean
  unix?: UnixDefaults
}): BindDefaults {
  return {
    backlog: backlog ?? defaultBacklog,
    reusesPorts,
    ...(unix === undefined ? {} : { unix }),
    findUserId: (name) => numberOf(findUserId(name)),
    findGroupId: (name) => numberOf(findGroupId(name)),
  }
}

const numberOf = (found: { readonly id: number } | { readonly error: string }): number | null =>
  'id' in found ? found.id : null

/** Makes a listener for every address of every `bind` line. Nothing is bound yet. */
export function buildListeners(frontend: Frontend, model: ProxyModel, global: SectionModel): void {
  const { reusesPorts } = global.options.get(processOptions)
  const { unixBind: unix } = global.options.get(controlProcessOptions)
  const { backlog, maxConnections } = model.options.get(proxyOptions)
  const defaults = listenerDefaults({ backlog: backlog ?? maxConnections, reusesPorts, unix })
  for (const line of model.options.get(bindLines).lines) {
    for (const settings of listenersOf(line, defaults)) new Listener(frontend, settings)
  }
}

/** Binds one listener. Returns the problem in HAProxy's words, or null. */
export async function bindListener(frontend: Frontend, listener: Listener): Promise<string | null> {
  try {
    await listener.start()
    return null
  } catch (error) {
    const { address, fd } = listener.listen
    const kind = address.kind === 'unix' ? 'UNIX socket' : 'socket'
    const place = fd !== undefined ? `fd@${fd}` : address.kind === 'unix' ? address.path : formatSocketAddress(address)
    return `Starting frontend ${frontend.name}: cannot bind ${kind} (${describeSystemError(error)}) [${place}]`
  }
}

/** What is to be said of a bound listener: options of its line that the system would not take. */
export function describeFailedOptions(frontend: Frontend, { listen, failedOptions }: Listener): string[] {
  const place = formatSocketAddress(listen.address)
  return failedOptions.map(
    (name) => `Binding for frontend ${frontend.name}: the system does not take '${name}' for [${place}]`,
  )
}
