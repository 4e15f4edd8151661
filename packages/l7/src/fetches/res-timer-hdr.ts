/** Timers of a transaction in milliseconds: what `%TR`, `%Tr`, `%Ta` and the like print (manual 8.4). */
import { defineFetch, type SampleContext, type Source } from '@weir/keyword'
import { type TransactionTimers, timersOf } from '../timers.ts'

const timer =
  (pick: (timers: TransactionTimers) => number) =>
  (context: SampleContext): number | null => {
    const transaction = context.transaction
    return transaction === undefined || transaction === null ? null : pick(timersOf(transaction))
  }

interface TimerRow {
  readonly name: string
  readonly summary: string
  readonly source: Source
  readonly pick: (timers: TransactionTimers) => number
}

const rows: readonly TimerRow[] = [
  {
    name: 'req.timer.idle',
    summary: 'Time before the first byte of the request (`%Ti`).',
    source: 'request',
    pick: (timers) => timers.idleMs,
  },
  {
    name: 'req.timer.hdr',
    summary: 'Time that the head of the request took to come (`%TR`).',
    source: 'request',
    pick: (timers) => timers.headMs,
  },
  {
    name: 'req.timer.tq',
    summary: 'Time from the accept to the whole head of the request (`%Tq`).',
    source: 'request',
    pick: (timers) => timers.untilRequestMs,
  },
  {
    name: 'res.timer.hdr',
    summary: 'Time that the server took for the head of its response (`%Tr`).',
    source: 'response',
    pick: (timers) => timers.responseMs,
  },
  {
    name: 'res.timer.data',
    summary: 'Time that the body of the response took (`%Td`).',
    source: 'chosen server',
    pick: (timers) => timers.dataMs,
  },
  {
    name: 'txn.timer.total',
    summary: 'Time from the first byte of the request to the last of the response (`%Ta`).',
    source: 'stream request',
    pick: (timers) => timers.activeMs,
  },
  {
    name: 'txn.timer.user',
    summary: 'Time as the user saw it, idle time left out (`%Tu`).',
    source: 'stream request',
    pick: (timers) => timers.userMs,
  },
]

export const timerFetches = rows.map(({ name, summary, source, pick }) =>
  defineFetch({
    name,
    summary,
    manual: '7.3.6',
    out: 'sint',
    source,
    needsHttp: true,
    params: [],
    bind: () => timer(pick),
  }),
)
