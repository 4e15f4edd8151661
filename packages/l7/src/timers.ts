import type { Transaction } from './transaction.ts'

/** The times of an exchange as logs show them (manual 8.4): whole milliseconds, -1 where it never came so far. */
export interface TransactionTimers {
  /** `%Th` */
  readonly handshakeMs: number
  /** `%Ti` */
  readonly idleMs: number
  /** `%TR` */
  readonly headMs: number
  /** `%Tq` */
  readonly untilRequestMs: number
  /** `%Tw` */
  readonly queueMs: number
  /** `%Tc` */
  readonly connectMs: number
  /** `%Tr` */
  readonly responseMs: number
  /** `%Td` */
  readonly dataMs: number
  /** `%Ta` */
  readonly activeMs: number
  /** `%Tt` */
  readonly totalMs: number
  /** `%Tu` */
  readonly userMs: number
}

const between = (fromMs: number, toMs: number): number =>
  fromMs < 0 || toMs < 0 ? -1 : Math.max(0, Math.round(toMs - fromMs))

export function timersOf(transaction: Transaction): TransactionTimers {
  const { startedAtMs, idleMs, requestAtMs, serverAssignedAtMs, connectedAtMs, responseAtMs, session } = transaction
  const isFirst = startedAtMs === session.acceptedAtMs
  const handshakeMs = isFirst ? Math.round(session.handshakeMs) : 0
  const beganAtMs = startedAtMs + (isFirst ? session.handshakeMs : 0) + idleMs
  const endMs = transaction.closedAtMs < 0 ? transaction.clock.nowMs() : transaction.closedAtMs
  // A tarpitted request shows its punishment in the queue's place, and no time for its head.
  const hasRequest = requestAtMs >= 0 && !transaction.isTarpitted
  return {
    handshakeMs,
    idleMs: Math.round(idleMs),
    headMs: hasRequest ? between(beganAtMs, requestAtMs) : -1,
    untilRequestMs: hasRequest ? between(startedAtMs, requestAtMs) : -1,
    queueMs: between(requestAtMs, serverAssignedAtMs),
    connectMs: between(serverAssignedAtMs, connectedAtMs),
    responseMs: between(connectedAtMs, responseAtMs),
    dataMs: between(responseAtMs, endMs),
    activeMs: between(beganAtMs, endMs),
    totalMs: between(startedAtMs, endMs),
    userMs: between(startedAtMs + idleMs, endMs),
  }
}
