import type { CloseCause } from './network/connection.ts'

/**
 * What can go wrong with a connection itself, as `fc_err` and `bc_err` number it (manual 7.3.3, and since 3.1 beyond 43).
 * Those of TLS are for the TLS layer to report.
 */
const rows: readonly (readonly [number, string, string])[] = [
  [1, 'CONF_FDLIM', 'Reached configured maxconn value'],
  [2, 'PROC_FDLIM', 'Too many sockets on the process'],
  [3, 'SYS_FDLIM', 'Too many sockets on the system'],
  [4, 'SYS_MEMLIM', 'Out of system buffers'],
  [5, 'NOPROTO', 'Protocol or address family not supported'],
  [6, 'SOCK_ERR', 'General socket error'],
  [7, 'PORT_RANGE', 'Source port range exhausted'],
  [8, 'CANT_BIND', "Can't bind to source address"],
  [9, 'FREE_PORTS', 'Out of local source ports on the system'],
  [10, 'ADDR_INUSE', 'Local source address already in use'],
  [11, 'PRX_EMPTY', 'Connection closed while waiting for PROXY protocol header'],
  [12, 'PRX_ABORT', 'Connection error while waiting for PROXY protocol header'],
  [13, 'PRX_TIMEOUT', 'Timeout while waiting for PROXY protocol header'],
  [14, 'PRX_TRUNCATED', 'Truncated PROXY protocol header received'],
  [15, 'PRX_NOT_HDR', 'Received something which does not look like a PROXY protocol header'],
  [16, 'PRX_BAD_HDR', 'Received an invalid PROXY protocol header'],
  [17, 'PRX_BAD_PROTO', 'Received an unhandled protocol in the PROXY protocol header'],
  [18, 'CIP_EMPTY', 'Connection closed while waiting for NetScaler Client IP header'],
  [19, 'CIP_ABORT', 'Connection error while waiting for NetScaler Client IP header'],
  [20, 'CIP_TIMEOUT', 'Timeout while waiting for a NetScaler Client IP header'],
  [21, 'CIP_TRUNCATED', 'Truncated NetScaler Client IP header received'],
  [22, 'CIP_BAD_MAGIC', 'Received an invalid NetScaler Client IP magic number'],
  [23, 'CIP_BAD_PROTO', 'Received an unhandled protocol in the NetScaler Client IP header'],
  [24, 'SSL_EMPTY', 'Connection closed during SSL handshake'],
  [25, 'SSL_ABORT', 'Connection error during SSL handshake'],
  [26, 'SSL_TIMEOUT', 'Timeout during SSL handshake'],
  [27, 'SSL_TOO_MANY', 'Too many SSL connections'],
  [28, 'SSL_NO_MEM', 'Out of memory when initializing an SSL connection'],
  [29, 'SSL_RENEG', 'Rejected a client-initiated SSL renegotiation attempt'],
  [30, 'SSL_CA_FAIL', 'SSL client CA chain cannot be verified'],
  [31, 'SSL_CRT_FAIL', 'SSL client certificate not trusted'],
  [32, 'SSL_MISMATCH', 'Server presented an SSL certificate different from the configured one'],
  [33, 'SSL_MISMATCH_SNI', 'Server presented an SSL certificate different from the expected one'],
  [34, 'SSL_HANDSHAKE', 'SSL handshake failure'],
  [35, 'SSL_HANDSHAKE_HB', 'SSL handshake failure after heartbeat'],
  [36, 'SSL_KILLED_HB', 'Stopped a TLSv1 heartbeat attack (CVE-2014-0160)'],
  [37, 'SSL_NO_TARGET', 'Attempt to use SSL on an unknown target (internal error)'],
  [38, 'SSL_EARLY_FAILED', 'Server refused early data'],
  [39, 'SOCKS4_SEND', 'SOCKS4 Proxy write error during handshake'],
  [40, 'SOCKS4_RECV', 'SOCKS4 Proxy read error during handshake'],
  [41, 'SOCKS4_DENY', 'SOCKS4 Proxy deny the request'],
  [42, 'SOCKS4_ABORT', 'SOCKS4 Proxy handshake aborted by server'],
  [43, 'SSL_FATAL', 'SSL fatal error'],
  [44, 'REVERSE', 'Reverse connect failure'],
  [45, 'POLLERR', 'Poller reported POLLERR'],
  [46, 'EREFUSED', 'ECONNREFUSED returned by OS'],
  [47, 'ERESET', 'ECONNRESET returned by OS'],
  [48, 'EUNREACH', 'ENETUNREACH returned by OS'],
  [49, 'ENOMEM', 'ENOMEM returned by OS'],
  [50, 'EBADF', 'EBADF returned by OS'],
  [51, 'EFAULT', 'EFAULT returned by OS'],
  [52, 'EINVAL', 'EINVAL returned by OS'],
  [53, 'ENCONN', 'ENOTCONN returned by OS'],
  [54, 'ENSOCK', 'ENOTSOCK returned by OS'],
  [55, 'ENOBUFS', 'ENOBUFS returned by OS'],
  [56, 'EPIPE', 'EPIPE returned by OS'],
]

const texts = new Map(rows.map(([number, , text]) => [number, text]))
const names = new Map(rows.map(([number, name]) => [number, name]))
const numbers = new Map(rows.map(([number, name]) => [name, number]))

/** The message of an error's number: `Success` for 0. */
export function connectionErrorText(number: number): string {
  return texts.get(number) ?? 'Success'
}

/** The symbolic name of an error's number; empty for 0. */
export function connectionErrorName(number: number): string {
  return names.get(number) ?? ''
}

/** The number for what ended an established connection from outside; what is wrong with its TLS is fatal. */
export function errorOfCause(cause: CloseCause, speaksTls = false): number {
  return connectionErrorNumber(cause === 'error' && speaksTls ? 'SSL_FATAL' : causes[cause])
}

const causes: Readonly<Record<CloseCause, string>> = {
  reset: 'ERESET',
  refused: 'EREFUSED',
  unreachable: 'EUNREACH',
  timeout: 'SOCK_ERR',
  error: 'SOCK_ERR',
}

/** The number of an error's name. Throws for a name that is none. */
export function connectionErrorNumber(name: string): number {
  const number = numbers.get(name)
  if (number === undefined) throw new Error(`'${name}' is no connection error`)
  return number
}
