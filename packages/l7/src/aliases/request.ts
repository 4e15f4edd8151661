/** Log aliases of HTTP (manual 8.2.6): the request line, captures, status, cookies and timers. */

import { defineLogAlias, type SampleContext } from '@weir/keyword'
import { dataTime, type Stream, terminationState, totalTime } from '@weir/l4'
import { cookieLetters } from '../cookies.ts'
import { encodeCapture, encodeRequestText, logDate, zonedDate } from '../log-text.ts'
import { uniqueIdOf } from '../request-way.ts'
import { type TransactionTimers, timersOf } from '../timers.ts'
import type { Transaction } from '../transaction.ts'
import { pathOf, queryOf } from '../uri.ts'

type Value = string | number | null

const of =
  (read: (transaction: Transaction) => Value) =>
  () =>
  (context: SampleContext): Value => {
    const transaction = context.transaction
    return transaction === undefined || transaction === null ? null : read(transaction)
  }

/** The parts of the request line as received. */
const method = ({ receivedHead, receivedMethodEnd }: Transaction): string => receivedHead.slice(0, receivedMethodEnd)
const fullLine = (transaction: Transaction): string =>
  `${transaction.receivedHead.slice(0, transaction.receivedLineEnd - 8)}${fullVersion(transaction)}`
const fullVersion = ({ receivedVersion }: Transaction): string =>
  `HTTP/${Math.floor(receivedVersion / 10)}.${receivedVersion % 10}`
/** No longer than `tune.http.logurilen`. */
const requestLine = (transaction: Transaction): string =>
  fullLine(transaction).slice(0, transaction.client.http.logUriLength)
const uri = (transaction: Transaction): string =>
  requestLine(transaction)
    .slice(transaction.receivedMethodEnd + 1)
    .split(' ', 1)[0]!
/** A line that was cut has lost its version, as that of HTTP/0.9 has none (seen in the oracle). */
const version = (transaction: Transaction): string => {
  const line = fullLine(transaction)
  return line.length > transaction.client.http.logUriLength ? 'HTTP/0.9' : fullVersion(transaction)
}

const badRequest = '<BADREQ>'
const orBad =
  (read: (transaction: Transaction) => string) =>
  (transaction: Transaction): string =>
    transaction.isBadRequest ? badRequest : encodeRequestText(read(transaction))

const requestRows = [
  ['r', 'The request line.', orBad(requestLine)],
  ['HM', 'The method of the request.', orBad(method)],
  ['HU', 'The target of the request.', orBad(uri)],
  ['HV', 'The version of the request.', orBad(version)],
  [
    'HP',
    'The path of the request, with scheme and authority where it has them.',
    orBad((t) => uri(t).split('?', 1)[0]!),
  ],
  ['HPO', 'The path of the request alone.', orBad((transaction) => pathOf(uri(transaction)) ?? '')],
  [
    'HQ',
    'The query of the request with its question mark.',
    (transaction: Transaction) => {
      if (transaction.isBadRequest) return badRequest
      const found = queryOf(uri(transaction))
      return found === null ? '' : encodeRequestText(`?${found}`)
    },
  ],
] as const

export const requestAliases = requestRows.map(([name, summary, read]) =>
  defineLogAlias({ name, summary, needsHttp: true, bind: of(read) }),
)

type Captures = readonly (string | null)[]

/** What declared captures hold; all of them nothing where there was no message. Null for a request that was none. */
function capturesOf(transaction: Transaction, isResponse: boolean): Captures | null {
  const { http } = transaction
  const declared = isResponse ? http.responseCaptures : http.requestCaptures
  if (declared === null || transaction.isBadRequest) return null
  return (isResponse ? transaction.responseCaptures : transaction.requestCaptures) ?? declared.map(() => null)
}

/** The same with and without HTTP: in TCP mode rules alone fill slots, those of the request. */
function capturesIn({ transaction, stream }: SampleContext, isResponse: boolean): Captures | null {
  if (transaction) return capturesOf(transaction, isResponse)
  const count = isResponse ? 0 : (stream?.frontend.requestCaptureCount ?? 0)
  return count === 0 ? null : (stream?.requestCaptures ?? new Array<null>(count).fill(null))
}

const captureRows = [
  ['hr', 'Captured request headers.', false],
  ['hs', 'Captured response headers.', true],
] as const

export const captureAliases = captureRows.flatMap(([name, summary, isResponse]) => [
  defineLogAlias({
    name,
    summary,
    ...(isResponse ? { needsHttp: true } : {}),
    bind: () => (context) => {
      const captures = capturesIn(context, isResponse)
      return captures === null ? [] : `{${captures.map((value) => encodeCapture(value ?? '')).join('|')}}`
    },
  }),
  defineLogAlias({
    name: `${name}l`,
    summary: `${summary.slice(0, -1)} as a list.`,
    ...(isResponse ? { needsHttp: true } : {}),
    bind: () => (context) => {
      const captures = capturesIn(context, isResponse)
      return captures === null ? [] : captures.map((value) => (value === null ? null : encodeCapture(value)))
    },
  }),
])

export const cookieAliases = (
  [
    ['CC', 'The captured cookie of the request.', (transaction: Transaction) => transaction.requestCookieCapture],
    ['CS', 'The captured cookie of the response.', (transaction: Transaction) => transaction.responseCookieCapture],
    [
      'ID',
      'The unique identifier of the request.',
      (transaction: Transaction) => (transaction.http.uniqueId === null ? null : uniqueIdOf(transaction)),
    ],
  ] as const
).map(([name, summary, read]) =>
  defineLogAlias({
    name,
    summary,
    needsHttp: true,
    bind: of(read),
  }),
)

export const status = defineLogAlias({
  name: 'ST',
  summary: 'The status sent to the client.',
  needsHttp: true,
  out: 'sint',
  bind: of((transaction) => transaction.status),
})

export const terminationStateWithCookies = defineLogAlias({
  name: 'tsc',
  summary: 'The termination state with what became of the persistence cookie.',
  needsHttp: true,
  isQuotable: false,
  bind: () => (context) => {
    const { transaction, session, stream } = context
    if (transaction) return `${terminationState(transaction.error)}${cookieLetters(transaction)}`
    return session ? `${terminationState((stream ?? session).error)}--` : null
  },
})

const timerRows: readonly (readonly [string, string, (timers: TransactionTimers) => number])[] = [
  ['Ti', 'Idle time before the request.', (timers) => timers.idleMs],
  ['TR', 'Time that the head of the request took to come.', (timers) => timers.headMs],
  ['Tq', 'Time from the accept to the whole head of the request.', (timers) => timers.untilRequestMs],
  ['Tr', 'Time that the server took for the head of its response.', (timers) => timers.responseMs],
  ['Ta', 'Time from the first byte of the request to the last of the response.', (timers) => timers.activeMs],
]

/** Timers that a TCP stream has as well. */
const timersOfBoth: readonly (readonly [
  string,
  string,
  (timers: TransactionTimers) => number,
  (stream: Stream) => number,
])[] = [
  [
    'Td',
    'Time that the body of the response took, in TCP the time from connecting to the end.',
    (timers) => timers.dataMs,
    dataTime,
  ],
  ['Tu', 'Time as the user saw it.', (timers) => timers.userMs, totalTime],
]

export const sharedTimerAliases = timersOfBoth.map(([name, summary, ofTransaction, ofStream]) =>
  defineLogAlias({
    name,
    summary,
    out: 'sint',
    bind:
      () =>
      (context: SampleContext): number | null => {
        const { transaction, stream } = context
        if (transaction) return ofTransaction(timersOf(transaction))
        return stream ? ofStream(stream) : null
      },
  }),
)

export const timerAliases = timerRows.map(([name, summary, pick]) =>
  defineLogAlias({
    name,
    summary,
    needsHttp: true,
    out: 'sint',
    bind: of((transaction) => {
      const value = pick(timersOf(transaction))
      return transaction.isLoggedEarly && name === 'Ta' ? `+${value}` : value
    }),
  }),
)

/** When the request began: the accept or the end of the last one, handshake and idle time left out. */
function beganWallMs(transaction: Transaction): number {
  const { handshakeMs, idleMs } = timersOf(transaction)
  return transaction.startedWallMs + handshakeMs + Math.max(0, idleMs)
}

export const dateAliases = (
  [
    ['tr', 'Date and time of the request, with milliseconds.', (wallMs: number) => logDate(wallMs)],
    ['trg', 'Date and time of the request in GMT.', (wallMs: number) => zonedDate(wallMs, false)],
    ['trl', 'Date and time of the request with the local offset.', (wallMs: number) => zonedDate(wallMs, true)],
  ] as const
).map(([name, summary, print]) =>
  defineLogAlias({
    name,
    summary,
    needsHttp: true,
    isQuotable: false,
    bind: of((transaction) => print(beganWallMs(transaction))),
  }),
)
