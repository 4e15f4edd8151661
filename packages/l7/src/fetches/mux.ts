/**
 * What the two connections of a stream know of the streams they carry (manual 7.3.3): in TCP mode and in HTTP/1, one
 * at a time; in HTTP/2, several.
 */
import { defineFetch, type SampleContext, type SampleType, type Source, type ValueOf } from '@weir/keyword'
import type { Stream } from '@weir/l4'
import type { MuxedStream } from '../muxed-stream.ts'

/** A stream of its own connection without any framing: TCP mode. */
const rawStream = (isAborted: boolean): MuxedStream => ({
  httpMajor: null,
  streamCount: 1,
  streamLimit: 1,
  glitchCount: 0,
  streamId: 0,
  isAborted,
  resetCode: null,
})

function clientSide(context: SampleContext): MuxedStream | null {
  const stream: Stream | null = context.stream ?? null
  if (stream === null) return null
  return context.transaction?.client ?? rawStream(stream.error?.code === 'l4/client-aborted')
}

function serverSide(context: SampleContext): MuxedStream | null {
  const stream: Stream | null = context.stream ?? null
  if (stream === null || stream.serverConnection === null) return null
  return context.transaction === undefined || context.transaction === null
    ? rawStream(stream.error?.code === 'l4/server-aborted')
    : context.transaction.lastServerLink
}

const sides = [
  ['fc', 'fs', 'client', 'client connection', 'client session', clientSide],
  ['bc', 'bs', 'server', 'server connection', 'server connection', serverSide],
] as const

function defineMuxFetch<const T extends SampleType>(
  name: string,
  out: T,
  source: Source,
  summary: string,
  side: (context: SampleContext) => MuxedStream | null,
  read: (stream: MuxedStream) => ValueOf<T> | null,
  declaredOut?: SampleType,
) {
  return defineFetch({
    name,
    summary,
    manual: '7.3.3',
    out,
    ...(declaredOut === undefined ? {} : { declaredOut }),
    source,
    params: [],
    bind: () => (context) => {
      const stream = side(context)
      return stream === null ? null : read(stream)
    },
  })
}

export const muxFetches = sides.flatMap(([connection, stream, peer, early, settled, side]) => [
  defineMuxFetch(
    `${connection}_http_major`,
    'sint',
    early,
    `Gives the major version of HTTP that is spoken with the ${peer}.`,
    side,
    (muxed) => muxed.httpMajor,
  ),
  defineMuxFetch(
    `${connection}_nb_streams`,
    'sint',
    early,
    `Counts the streams that the connection of the ${peer} carries.`,
    side,
    (muxed) => muxed.streamCount,
  ),
  defineMuxFetch(
    `${connection}_settings_streams_limit`,
    'sint',
    settled,
    `Gives how many streams the connection of the ${peer} may carry at once.`,
    side,
    (muxed) => muxed.streamLimit,
  ),
  defineMuxFetch(
    `${connection}_glitches`,
    'sint',
    early,
    `Counts the oddities of protocol on the connection of the ${peer}.`,
    side,
    (muxed) => muxed.glitchCount,
  ),
  defineMuxFetch(
    `${stream}.id`,
    'sint',
    settled,
    `Gives the number of the stream on the connection of the ${peer}.`,
    side,
    (muxed) => muxed.streamId,
    stream === 'fs' ? 'str' : undefined,
  ),
  defineMuxFetch(
    `${stream}.aborted`,
    'bool',
    settled,
    `Tells whether the ${peer} has broken the stream off.`,
    side,
    (muxed) => muxed.isAborted,
    'sint',
  ),
  defineMuxFetch(
    `${stream}.rst_code`,
    'sint',
    settled,
    `Gives the code with which the ${peer} has reset the stream; HTTP/1 knows none.`,
    side,
    (muxed) => muxed.resetCode,
  ),
])
