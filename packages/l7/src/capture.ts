/** What is remembered of messages that are refused, for `show errors`. */
import { formatSocketAddress } from '@weir/base'
import { findFault } from './captured-messages.ts'
import type { ClientLink } from './client-link.ts'
import type { ServerLink } from './server-link.ts'
import type { Transaction } from './transaction.ts'

/** Remembers a request that begins at `start` and is refused as soon as some of its bytes are there. */
export function captureRequest(client: ClientLink, start: number, isRefused: (end: number) => boolean): void {
  const { frontend, sourceAddress, clock } = client.session
  const { bytes, end } = client.input
  client.http.captured.add({
    wallMs: clock.wallMs(),
    side: 'request',
    frontend: { name: frontend.name, id: frontend.id },
    backend: null,
    server: null,
    source: sourceAddress?.kind === 'ip' ? formatSocketAddress(sourceAddress) : null,
    bytes: bytes.subarray(start, end),
    errorAt: findFault(end - start, (length) => isRefused(start + length)),
  })
}

/** Remembers a response that is refused as soon as some of its bytes are there. */
export function captureResponse(
  link: ServerLink,
  { frontend, sourceAddress, clock }: Transaction,
  bytes: Uint8Array,
  isRefused: (length: number) => boolean,
): void {
  const { name, id } = link.pool.server
  link.http.captured.add({
    wallMs: clock.wallMs(),
    side: 'response',
    frontend: { name: frontend.name, id: frontend.id },
    backend: { name: link.backend.name, id: link.backend.id },
    server: { name, id },
    source: sourceAddress?.kind === 'ip' ? formatSocketAddress(sourceAddress) : null,
    bytes,
    errorAt: findFault(bytes.length, isRefused),
  })
}
