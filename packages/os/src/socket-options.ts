import { checked, requireLibc } from './libc.ts'

const SOL_IP = 0
const SOL_SOCKET = 1
const SOL_TCP = 6
const SOL_IPV6 = 41

/** Socket options by name: level, number. Linux's numbers, the same on x86 and ARM. */
const options = {
  reuseAddress: [SOL_SOCKET, 2],
  sendBufferBytes: [SOL_SOCKET, 7],
  receiveBufferBytes: [SOL_SOCKET, 8],
  keepAlive: [SOL_SOCKET, 9],
  priority: [SOL_SOCKET, 12],
  reusePort: [SOL_SOCKET, 15],
  mark: [SOL_SOCKET, 36],
  tos: [SOL_IP, 1],
  ttl: [SOL_IP, 2],
  transparent: [SOL_IP, 19],
  bindAddressNoPort: [SOL_IP, 24],
  trafficClass: [SOL_IPV6, 67],
  hopLimit: [SOL_IPV6, 16],
  v6Only: [SOL_IPV6, 26],
  transparent6: [SOL_IPV6, 75],
  noDelay: [SOL_TCP, 1],
  maximumSegmentBytes: [SOL_TCP, 2],
  keepAliveIdleSeconds: [SOL_TCP, 4],
  keepAliveIntervalSeconds: [SOL_TCP, 5],
  keepAliveCount: [SOL_TCP, 6],
  deferAcceptSeconds: [SOL_TCP, 9],
  quickAck: [SOL_TCP, 12],
  userTimeoutMs: [SOL_TCP, 18],
  repair: [SOL_TCP, 19],
  fastOpen: [SOL_TCP, 23],
  fastOpenConnect: [SOL_TCP, 30],
  notSentLowWaterBytes: [SOL_TCP, 25],
} as const satisfies Readonly<Record<string, readonly [number, number]>>

/** An option whose value is one integer; a switch is 0 or 1. */
export type SocketOption = keyof typeof options

/** Sets an integer option of the socket `fd`. Throws an `OsError` (`EPERM` for a mark without the right to it). */
export function setSocketOption(fd: number, option: SocketOption, value: number): void {
  const [level, name] = options[option]
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setInt32(0, value, true)
  setRaw(fd, option, level, name, bytes)
}

/** Reads an integer option of the socket `fd`. */
export function getSocketOption(fd: number, option: SocketOption): number {
  const [level, name] = options[option]
  return new DataView(getRaw(fd, option, level, name, 4).buffer).getInt32(0, true)
}

/** Lingers `seconds` on close, or, with null, closes as usual. Zero makes `close` send a reset. */
export function setLinger(fd: number, seconds: number | null): void {
  const bytes = new Uint8Array(8)
  const view = new DataView(bytes.buffer)
  view.setInt32(0, seconds === null ? 0 : 1, true)
  view.setInt32(4, seconds ?? 0, true)
  setRaw(fd, 'linger', SOL_SOCKET, 13, bytes)
}

/** Binds the socket to a network interface. */
export function setInterface(fd: number, name: string): void {
  setRaw(fd, 'interface', SOL_SOCKET, 25, Buffer.from(`${name}\0`, 'latin1'))
}

/** Chooses the congestion control algorithm, such as `cubic`. */
export function setCongestionControl(fd: number, name: string): void {
  setRaw(fd, 'congestion control', SOL_TCP, 13, Buffer.from(name, 'latin1'))
}

/** What the kernel knows about a TCP connection. Times in microseconds. */
export interface TcpInfo {
  readonly rttUs: number
  readonly rttVarianceUs: number
  readonly unacked: number
  readonly sacked: number
  readonly lost: number
  readonly retransmitted: number
  readonly forwardAcked: number
  readonly reordering: number
}

/** Reads `TCP_INFO` of the socket `fd`. */
export function getTcpInfo(fd: number): TcpInfo {
  const view = new DataView(getRaw(fd, 'TCP_INFO', SOL_TCP, 11, 104).buffer)
  const at = (index: number): number => view.getUint32(8 + 4 * index, true)
  return {
    unacked: at(4),
    sacked: at(5),
    lost: at(6),
    retransmitted: at(7),
    forwardAcked: at(8),
    rttUs: at(15),
    rttVarianceUs: at(16),
    reordering: at(20),
  }
}

function setRaw(fd: number, option: string, level: number, name: number, value: Uint8Array): void {
  const libc = requireLibc(`setsockopt ${option}`)
  checked(libc, `setsockopt ${option}`, libc.setsockopt(fd, level, name, value, value.length))
}

function getRaw(fd: number, option: string, level: number, name: number, size: number): Uint8Array<ArrayBuffer> {
  const libc = requireLibc(`getsockopt ${option}`)
  const value = new Uint8Array(size)
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, size, true)
  checked(libc, `getsockopt ${option}`, libc.getsockopt(fd, level, name, value, length))
  return value
}
