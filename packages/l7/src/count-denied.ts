import type { Transaction } from './transaction.ts'

/** Counts a message that a rule has denied where statistics show it. */
export function countDenied(transaction: Transaction, onResponse: boolean): void {
  const { frontend, backend } = transaction
  if (onResponse) {
    frontend.counters.deniedResponses++
    if (backend !== null) backend.state.counters.deniedResponses++
    if (transaction.server !== null) transaction.server.counters.deniedResponses++
    return
  }
  frontend.counters.deniedRequests++
  if (backend !== null) backend.state.counters.deniedRequests++
}
