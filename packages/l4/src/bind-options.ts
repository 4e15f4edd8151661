import type { SocketAddress, Span } from '@weir/base'
import { defineOptions, type OptionsStore } from '@weir/keyword'
import type { BindAddress } from './bind-address.ts'
import type { MuxProtocol } from './bind-options/proto.ts'

/** What the options of a `bind` line say about its sockets. */
export interface BindOptions {
  name: string | null
  id: number | null
  maxConnections: number | null
  backlog: number | null
  expectsProxyHeader: boolean
  /** Permission bits and owners of Unix sockets; names are looked up when the socket is bound. */
  mode: number | null
  userName: string | null
  groupName: string | null
  userId: number | null
  groupId: number | null
  isV6Only: boolean
  /** Applied to the listening socket where the system can: seconds, bytes, queue length, milliseconds. */
  deferAcceptSeconds: number | null
  maximumSegmentBytes: number | null
  fastOpenQueue: number | null
  userTimeoutMs: number | null
  congestionControl: string | null
  /** Set before the socket is bound. */
  interfaceName: string | null
  isTransparent: boolean
  label: string | null
  guidPrefix: string | null
  /** What clients speak, where that is not to be found out. */
  protocol: MuxProtocol | null
  /** How often an idle HTTP/2 client is asked whether it is there. */
  idlePingMs: number | null
}

export const bindOptions = defineOptions<BindOptions>('bind', () => ({
  name: null,
  id: null,
  maxConnections: null,
  backlog: null,
  expectsProxyHeader: false,
  mode: null,
  userName: null,
  groupName: null,
  userId: null,
  groupId: null,
  isV6Only: false,
  deferAcceptSeconds: null,
  maximumSegmentBytes: null,
  fastOpenQueue: null,
  userTimeoutMs: null,
  congestionControl: null,
  interfaceName: null,
  isTransparent: false,
  label: null,
  guidPrefix: null,
  protocol: null,
  idlePingMs: null,
}))

/** One `bind` line. */
export interface BindLine {
  readonly text: string
  readonly addresses: readonly BindAddress[]
  /** What its options said: `bindOptions` and the records of other packages. */
  readonly options: OptionsStore
  readonly span: Span
}

/** The `bind` lines of a frontend, in order. */
export interface BindLines {
  lines: BindLine[]
}

export const bindLines = defineOptions<BindLines>('bind-lines', () => ({ lines: [] }))

/** Where datagrams are received. */
export type DatagramAddress = Extract<SocketAddress, { kind: 'ip' }>

/** The addresses of all `dgram-bind` lines of a log forwarder, in order. */
export interface DatagramBindLines {
  addresses: DatagramAddress[]
}

export const datagramBindLines = defineOptions<DatagramBindLines>('datagram-bind-lines', () => ({ addresses: [] }))
