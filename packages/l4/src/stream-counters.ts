import type { Stream } from './stream.ts'

/** Aborts and times of a stream that has ended. */
export function countEnd(stream: Stream): void {
  const { error, server, backend } = stream
  if (error?.side === 'client' && error.phase === 'R') {
    stream.frontend.counters.requestErrors++
    stream.session.listener.counters.requestErrors++
  }
  if (backend === null) return
  for (const counters of server === null ? [backend.state.counters] : [backend.state.counters, server.counters]) {
    if (error?.side === 'client' && error.phase !== 'R') counters.clientAborts++
    if (error?.side === 'server' && error.phase === 'D') counters.serverAborts++
    if (stream.serverAssignedAtMs >= 0) {
      counters.queueTimeMs.add(Math.round(stream.serverAssignedAtMs - stream.requestAtMs))
    }
    if (stream.connectedAtMs >= 0) {
      counters.connectTimeMs.add(Math.round(stream.connectedAtMs - stream.serverAssignedAtMs))
    }
    counters.totalTimeMs.add(Math.round(stream.closedAtMs - stream.startedAtMs))
  }
}
