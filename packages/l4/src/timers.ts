import type { Stream } from './stream.ts'

/**
 * The times of a stream as logs and fetches tell them (manual 8.4), in whole milliseconds; -1 where the stream never came
 * so far. Of a stream that has not ended, those that end with it are told up to now.
 */

const span = (fromMs: number, toMs: number): number => (fromMs < 0 || toMs < 0 ? -1 : Math.round(toMs - fromMs))

const endOf = (stream: Stream): number => (stream.closedAtMs < 0 ? stream.clock.nowMs() : stream.closedAtMs)

/** Th: handshakes, for the first stream of a session. */
export const handshakeTime = (stream: Stream): number =>
  stream.startedAtMs === stream.session.acceptedAtMs ? Math.round(stream.session.handshakeMs) : 0

/** Tw: in queues. */
export const queueTime = (stream: Stream): number => span(stream.requestAtMs, stream.serverAssignedAtMs)

/** Tc: connecting. */
export const connectTime = (stream: Stream): number => span(stream.serverAssignedAtMs, stream.connectedAtMs)

/** Tt: from the accept, or the end of the stream before, to the end. */
export const totalTime = (stream: Stream): number => span(stream.startedAtMs, endOf(stream))

/** Td: from the connection to the server to the end, of a stream without messages. */
export const dataTime = (stream: Stream): number => span(stream.connectedAtMs, endOf(stream))

/** Wall-clock milliseconds at the first byte of the request: the start, with whole milliseconds as timers print them. */
export const requestWallMs = (stream: Stream): number =>
  stream.startedWallMs + handshakeTime(stream) + Math.round(Math.max(0, stream.idleMs))
