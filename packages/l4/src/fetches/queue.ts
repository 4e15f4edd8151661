import type { Backend } from '../backend.ts'
import { defineBackendFetch } from '../define-backend-fetch.ts'

/** Connections and queue places that could still be taken; -1 when a server has no limit, even one of no weight. */
function freeSlots(backend: Backend): number {
  let slots = 0
  for (const server of backend.state.servers) {
    if (!server.isUp || server.isInMaintenance) continue
    if (server.maxconn === 0 || server.maxqueue === 0) return -1
    slots += Math.max(0, server.maxconn - server.currentSessions) + Math.max(0, server.maxqueue - server.queue.length)
  }
  return slots
}

/** Manual 7.3.2: the queue divided by the servers that work on it, rounded up. */
function averageQueue(backend: Backend): number {
  const usable = backend.state.activeCount > 0 ? backend.state.activeCount : backend.state.backupCount
  const { queuedTotal } = backend.state
  return usable === 0 ? queuedTotal * 9999 : Math.ceil(queuedTotal / usable)
}

/** How loaded a backend is (manual 7.3.2). */
export const loadFetches = [
  defineBackendFetch(
    'connslots',
    'Counts the connections and queue places that a backend could still take.',
    freeSlots,
  ),
  defineBackendFetch(
    'queue',
    'Counts the streams that wait for a server of a backend.',
    (backend) => backend.state.queuedTotal,
  ),
  defineBackendFetch('avg_queue', 'Gives the queue of a backend for each of its servers.', averageQueue),
  defineBackendFetch('nbsrv', 'Counts the usable servers of a backend.', (backend) =>
    backend.state.activeCount > 0 ? backend.state.activeCount : backend.state.backupCount,
  ),
]
