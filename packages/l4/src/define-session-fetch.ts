import type { IpAddress, SocketAddress } from '@weir/base'
import { defineFetch, type SampleType, type Source, type ValueOf } from '@weir/keyword'
import type { Session } from './session.ts'
import type { Stream } from './stream.ts'

/** A fetch without arguments that a session can answer. */
export function defineSessionFetch<const T extends SampleType>(
  name: string,
  out: T,
  source: Source,
  summary: string,
  read: (session: Session, stream: Stream | null) => ValueOf<T> | null,
) {
  return defineFetch({
    name,
    summary,
    manual: '7.3.3',
    out,
    source,
    params: [],
    bind: () => (context) => (context.session ? read(context.session, context.stream ?? null) : null),
  })
}

/** A fetch without arguments that needs a stream. */
export function defineStreamFetch<const T extends SampleType>(
  name: string,
  out: T,
  source: Source,
  summary: string,
  read: (stream: Stream) => ValueOf<T> | null,
) {
  return defineFetch({
    name,
    summary,
    manual: '7.3.3',
    out,
    source,
    params: [],
    bind: () => (context) => (context.stream ? read(context.stream) : null),
  })
}

/** The IP address, or null for Unix sockets. */
export function ipOf(address: SocketAddress | null | undefined): IpAddress | null {
  return address?.kind === 'ip' ? address.address : null
}

/** The port, or null for Unix sockets and where there is none: 0. */
export function portOf(address: SocketAddress | null | undefined): number | null {
  return address?.kind === 'ip' && address.port !== 0 ? address.port : null
}
