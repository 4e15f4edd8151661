import type { FrontendCounters, ListenerCounters } from '@weir/l4'

/** `clear counters` for a listener: maxima, or everything that is counted. */
export function clearListenerCounters(counters: ListenerCounters, all: boolean): void {
  counters.maximumSessions = 0
  if (!all) return
  counters.totalSessions = 0
  counters.bytesIn = counters.bytesOut = 0
  counters.deniedRequests = counters.deniedResponses = 0
  counters.deniedConnections = counters.deniedSessions = 0
  counters.requestErrors = counters.internalErrors = 0
}

/** The same for a frontend. */
export function clearFrontendCounters(counters: FrontendCounters, all: boolean): void {
  clearListenerCounters(counters, all)
  counters.maximumConnectionRate = counters.maximumSessionRate = 0
  if (all) counters.totalConnections = 0
}
