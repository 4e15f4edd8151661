import { custom, defineFetch, oneOf, type SampleContext } from '@weir/keyword'
import { getTcpInfo, type TcpInfo } from '@weir/os'
import type { Connection } from '../network/connection.ts'

const units = oneOf('unit', ['ms', 'us'])
const unit = custom('unit', '[ms | us]', (reader) => (reader.peek() === null ? undefined : units.parse(reader)))

/** What the kernel knows about the connection; null without system calls. */
function infoOf(connection: Connection | null | undefined): TcpInfo | null {
  const fd = connection?.fd ?? null
  if (fd === null) return null
  try {
    return getTcpInfo(fd)
  } catch {
    return null
  }
}

const client = (context: SampleContext): Connection | null | undefined => context.session?.connection
const server = (context: SampleContext): Connection | null | undefined => context.stream?.serverConnection

const times = [
  ['fc_rtt', client, 'rttUs', 'Gives the round-trip time of the client connection.'],
  ['fc_rttvar', client, 'rttVarianceUs', 'Gives how much the round-trip time of the client connection varies.'],
  ['bc_rtt', server, 'rttUs', 'Gives the round-trip time of the server connection.'],
  ['bc_rttvar', server, 'rttVarianceUs', 'Gives how much the round-trip time of the server connection varies.'],
] as const

/** Round-trip times (manual 7.3.3), in milliseconds unless asked otherwise. */
export const roundTripFetches = times.map(([name, connectionOf, field, summary]) =>
  defineFetch({
    name,
    summary,
    manual: '7.3.3',
    out: 'sint',
    source: 'client connection',
    params: [unit],
    bind:
      ([chosen]) =>
      (context) => {
        const info = infoOf(connectionOf(context))
        return info === null ? null : chosen === 'us' ? info[field] : Math.floor(info[field] / 1000)
      },
  }),
)

const numbers = [
  ['fc_unacked', 'unacked', 'Counts the segments that the client has not acknowledged.'],
  ['fc_sacked', 'sacked', 'Counts the segments that the client has acknowledged selectively.'],
  ['fc_retrans', 'retransmitted', 'Counts the segments sent to the client again.'],
  ['fc_fackets', 'forwardAcked', 'Counts the segments that the client has acknowledged ahead.'],
  ['fc_lost', 'lost', 'Counts the segments lost on the way to the client.'],
  ['fc_reordering', 'reordering', 'Gives the reordering seen on the way to the client.'],
] as const

/** HAProxy warns of an argument, whatever it is. */
const noArgument = custom('argument', '[argument]', (reader) => {
  if (reader.next() !== null && reader.peek() === null)
    reader.warn("no argument supported for 'fc_*' sample expressions returning counters.")
  return undefined
})

/** Counters of the client connection (manual 7.3.3). */
export const segmentFetches = numbers.map(([name, field, summary]) =>
  defineFetch({
    name,
    summary,
    manual: '7.3.3',
    out: 'sint',
    source: 'client connection',
    params: [noArgument],
    bind: () => (context) => infoOf(client(context))?.[field] ?? null,
  }),
)
