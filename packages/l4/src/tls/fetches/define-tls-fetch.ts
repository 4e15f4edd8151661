import { defineFetch, type SampleContext, type SampleType, type Source, type ValueOf } from '@weir/keyword'
import type { TlsFailure, TlsSession } from '../tls-session.ts'
import { unstartedTls } from '../unstarted-tls.ts'

/** One of the two connections of a stream, as its fetches see it. */
export interface TlsSide {
  /** What their names start with. */
  readonly prefix: 'ssl_fc' | 'ssl_bc'
  /** For summaries: who is at the other end. */
  readonly peer: 'client' | 'server'
  readonly source: Source
  tls(context: SampleContext): TlsSession | null
  failure(context: SampleContext): TlsFailure | null
}

export const clientSide: TlsSide = {
  prefix: 'ssl_fc',
  peer: 'client',
  source: 'client session',
  tls: ({ session }) => session?.connection.tls ?? (session?.speaksTls === true ? unstartedTls : null),
  failure: (context) => context.session?.tlsFailure ?? null,
}

export const serverSide: TlsSide = {
  prefix: 'ssl_bc',
  peer: 'server',
  source: 'server connection',
  tls: (context) => context.stream?.serverConnection?.tls ?? null,
  failure: (context) => context.stream?.serverTlsFailure ?? null,
}

/** A fetch without arguments that a TLS session can answer; no sample without TLS, unless `plain` says what it is then. */
export function defineTlsFetch<const T extends SampleType>(
  side: TlsSide,
  name: string,
  out: T,
  summary: string,
  read: (tls: TlsSession) => ValueOf<T> | null,
  { source = side.source, plain = null }: { readonly source?: Source; readonly plain?: ValueOf<T> | null } = {},
) {
  return defineFetch({
    name,
    summary,
    manual: '7.3.4',
    out,
    source,
    params: [],
    bind: () => (context) => {
      const tls = side.tls(context)
      return tls === null ? plain : read(tls)
    },
  })
}

/** No sample of nothing. */
export function someBytes(bytes: Uint8Array | null): Uint8Array | null {
  return bytes === null || bytes.length === 0 ? null : bytes
}

/** Several byte ranges one after the other; null when there are none. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array | null {
  return parts.length === 0 ? null : Uint8Array.from(Buffer.concat(parts))
}
