import type { BackendState, ServerState } from '@weir/balance'
import type { Backend, Frontend, Listener } from '@weir/l4'
import type { ProcessView, ProxyView } from '../process-view.ts'

/** The four kinds of object with a line of statistics, with the numbers that column `type` prints. */
export const objectKinds = { frontend: 0, backend: 1, server: 2, listener: 3 } as const

interface RowBase {
  readonly view: ProcessView
  readonly proxy: ProxyView
  readonly nowMs: number
}

export interface FrontendRow extends RowBase {
  readonly kind: 'frontend'
  readonly frontend: Frontend
}

export interface ListenerRow extends RowBase {
  readonly kind: 'listener'
  readonly frontend: Frontend
  readonly listener: Listener
}

export interface ServerRow extends RowBase {
  readonly kind: 'server'
  readonly server: ServerState
}

export interface BackendRow extends RowBase {
  readonly kind: 'backend'
  readonly backend: Backend
  readonly state: BackendState
}

/** One line of statistics. */
export type StatRow = FrontendRow | ListenerRow | ServerRow | BackendRow

/** Which lines are wanted. */
export interface RowSelection {
  /** An identifier of a proxy, a name, or null for all. */
  readonly proxy: number | string | null
  /** Sum of 1 frontends, 2 backends, 4 servers, 8 listeners; -1 for all. */
  readonly kinds: number
  /** A server's or listener's identifier; -1 for all. */
  readonly objectId: number
  /** Leaves out servers that are down. */
  readonly onlyUp: boolean
  /** Leaves out servers in maintenance. */
  readonly skipsMaintenance: boolean
  /** Names of proxies must contain this. */
  readonly nameContains?: string
}

export const everyRow: RowSelection = {
  proxy: null,
  kinds: -1,
  objectId: -1,
  onlyUp: false,
  skipsMaintenance: false,
}

/** The lines of a selection, proxies in order: frontend, listeners, servers, backend. */
export function* selectRows(view: ProcessView, selection: RowSelection): Generator<StatRow> {
  const nowMs = view.engine.clock.nowMs()
  for (const proxy of view.proxies) {
    if (typeof selection.proxy === 'number' && proxy.id !== selection.proxy) continue
    if (typeof selection.proxy === 'string' && proxy.name !== selection.proxy) continue
    if (selection.nameContains !== undefined && !proxy.name.includes(selection.nameContains)) continue
    const base = { view, proxy, nowMs }
    const { frontend, backend } = proxy
    const wants = (bit: number): boolean => (selection.kinds & bit) !== 0
    const wantsId = (id: number): boolean => selection.objectId === -1 || selection.objectId === id
    if (frontend !== null) {
      if (wants(1) && wantsId(0)) yield { ...base, kind: 'frontend', frontend }
      if (wants(8) && proxy.hasSocketStats) {
        for (const listener of frontend.listeners) {
          if (wantsId(listener.id)) yield { ...base, kind: 'listener', frontend, listener }
        }
      }
    }
    if (backend === null) continue
    const { state } = backend
    if (wants(4)) {
      for (const server of state.servers) {
        if (!wantsId(server.id)) continue
        if (selection.onlyUp && !server.isUp) continue
        if (selection.skipsMaintenance && server.isInMaintenance) continue
        yield { ...base, kind: 'server', server }
      }
    }
    if (wants(2) && wantsId(0)) yield { ...base, kind: 'backend', backend, state }
  }
}

/** The name of a line, as column `svname` has it. */
export function rowName(row: StatRow): string {
  switch (row.kind) {
    case 'frontend':
      return 'FRONTEND'
    case 'backend':
      return 'BACKEND'
    case 'server':
      return row.server.name
    case 'listener':
      return row.listener.name ?? `sock-${row.listener.id}`
  }
}

/** The identifier of a line within its proxy. */
export function rowId(row: StatRow): number {
  if (row.kind === 'server') return row.server.id
  return row.kind === 'listener' ? row.listener.id : 0
}
