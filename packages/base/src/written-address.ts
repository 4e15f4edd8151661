import { IpAddress, parseHostAddress, refuseSocketPath } from './address.ts'

/** What a place of a configuration takes for an address (manual 11). */
export interface AddressRules {
  /** Which sockets the address may be of. `any`: the place tells by what is written, as `log` does. */
  readonly socket: 'stream' | 'datagram' | 'any'
  /** Where one is needed, it may not be 0. */
  readonly port: 'needed' | 'optional'
  /** `80-82`. */
  readonly takesPortRange?: boolean
  /** `+5` and `-5`: added to another port. */
  readonly takesPortOffset?: boolean
  /** `fd@3`. */
  readonly takesDescriptor?: boolean
}

/** What stands behind the host: `first` is 0 where nothing does, an offset may be negative. */
export interface WrittenPort {
  readonly first: number
  readonly last: number
  readonly isOffset: boolean
}

/** An address as it is written; `socket` is null where nothing is said of it. */
export type WrittenAddress = { readonly socket: 'stream' | 'datagram' | null } & (
  | {
      readonly kind: 'host'
      /** Without brackets; empty for every address of the machine. */
      readonly host: string
      readonly family: 'any' | 4 | 6
      /** Null for a name, or for an address of another family, which then is no more than a name. */
      readonly address: IpAddress | null
      readonly port: WrittenPort
    }
  | { readonly kind: 'unix'; readonly path: string; readonly isAbstract: boolean }
  | { readonly kind: 'descriptor'; readonly descriptor: number }
)

type Refusal = { readonly error: string }

const families: Readonly<Record<string, readonly ['any' | 4 | 6 | 'unix' | 'abns' | 'fd', WrittenAddress['socket']]>> =
  {
    ipv4: [4, null],
    ipv6: [6, null],
    tcp: ['any', 'stream'],
    tcp4: [4, 'stream'],
    tcp6: [6, 'stream'],
    udp: ['any', 'datagram'],
    udp4: [4, 'datagram'],
    udp6: [6, 'datagram'],
    unix: ['unix', null],
    uxst: ['unix', 'stream'],
    uxdg: ['unix', 'datagram'],
    abns: ['abns', null],
    fd: ['fd', null],
  }

const prefix = /^(?:(stream|dgram|quic)\+)?(?:([a-z0-9]+)@)?/

/** Families that HAProxy knows and Weir does not speak. */
const unsupported = /^(?:quic[46]?|mptcp[46]?|sockpair|rhttp|abnsz)$/

const anyV4 = new IpAddress(new Uint8Array(4))
const anyV6 = new IpAddress(new Uint8Array(16))

/**
 * Reads `[stream+|dgram+][family@]address[:port]`, `/path` or `fd@3`, as the rules of its place allow. The port follows the
 * last colon, so that an IPv6 address needs one to have a port (`::1:80`), unless it stands in brackets. Gives the
 * complaint where the place does not take it.
 */
export function parseWrittenAddress(text: string, rules: AddressRules): WrittenAddress | Refusal {
  if (text === '') return { error: `'${text}' resolves to an empty address (environment variable missing?)` }
  const [, type, name] = prefix.exec(text)!
  if (type === 'quic' || (name !== undefined && unsupported.test(name)))
    return {
      error: `address family '${type === 'quic' ? 'quic+' : `${name}@`}' is known to HAProxy, but not supported by Weir`,
    }
  const known = name === undefined ? undefined : families[name]
  // What is no family is a part of the host.
  const hasPrefix = known !== undefined || (name === undefined && type !== undefined)
  const rest = hasPrefix ? text.replace(prefix, '') : text
  const [family, familySocket] = known ?? [rest.startsWith('/') ? 'unix' : 'any', null]
  // A family that says it itself is not overruled.
  const socket = familySocket ?? (hasPrefix && type !== undefined ? (type === 'dgram' ? 'datagram' : 'stream') : null)
  if (socket !== null && rules.socket !== 'any' && socket !== rules.socket)
    return { error: `${socket === 'stream' ? 'stream' : 'dgram'}-type address not acceptable in '${text}'` }
  if (family === 'fd') return readDescriptor(text, rest, rules, socket)
  if (family === 'unix' || family === 'abns') {
    const error = refuseSocketPath(rest, family === 'abns')
    return error === null ? { kind: 'unix', socket, path: rest, isAbstract: family === 'abns' } : { error }
  }
  return readHost(text, rest, family, rules, socket)
}

function readDescriptor(
  text: string,
  rest: string,
  { takesDescriptor = false }: AddressRules,
  socket: WrittenAddress['socket'],
): WrittenAddress | Refusal {
  if (!/^[0-9]+$/.test(rest)) return { error: `file descriptor '${rest}' is not a valid integer in '${text}'` }
  if (!takesDescriptor) return { error: `a file descriptor is not acceptable here in '${text}'` }
  return { kind: 'descriptor', socket, descriptor: Number(rest) }
}

function readHost(
  text: string,
  rest: string,
  family: 'any' | 4 | 6,
  rules: AddressRules,
  socket: WrittenAddress['socket'],
): WrittenAddress | Refusal {
  // A colon within brackets belongs to the host.
  const colon = rest.lastIndexOf(':') < rest.lastIndexOf(']') ? -1 : rest.lastIndexOf(':')
  const port = readPort(text, colon < 0 ? '' : rest.slice(colon + 1), rules)
  if ('error' in port) return port
  const written = colon < 0 ? rest : rest.slice(0, colon)
  const host = written === '*' ? '' : written.replace(/^\[(.+)\]$/, '$1')
  if (host === '') return { kind: 'host', socket, host, family, address: family === 6 ? anyV6 : anyV4, port }
  const address = parseHostAddress(host)
  const isOfFamily = address !== null && (family === 'any' || address.family === family)
  return { kind: 'host', socket, host, family, address: isOfFamily ? address : null, port }
}

function readPort(text: string, written: string, rules: AddressRules): WrittenPort | Refusal {
  const { takesPortRange = false, takesPortOffset = false } = rules
  if (written === '') {
    return rules.port === 'needed'
      ? { error: `missing port specification in '${text}'` }
      : { first: 0, last: 0, isOffset: false }
  }
  if (/^[+-]/.test(written)) {
    if (!takesPortOffset) return { error: `port offset not permitted here in '${text}'` }
    const offset = leadingInteger(written) % 65536
    return { first: offset, last: offset, isOffset: true }
  }
  if (!/^[0-9]/.test(written))
    return { error: `invalid character '${written[0]}' in port number '${written}' in '${text}'` }
  // What stands behind the digits is let pass, as by HAProxy.
  const first = leadingInteger(written)
  const dash = written.indexOf('-')
  if (dash >= 0 && !takesPortRange) return { error: `port range not permitted here in '${text}'` }
  const last = dash < 0 ? first : leadingInteger(written.slice(dash + 1))
  const least = rules.port === 'needed' ? 1 : 0
  for (const port of [first, last])
    if (port < least || port > 65535) return { error: `invalid port '${port}'${port === 0 ? '' : ` in '${text}'`}` }
  return first > last
    ? { error: `invalid port range '${first}-${last}' in '${text}'` }
    : { first, last, isOffset: false }
}

/** The number that a text starts with, in 32 bits as C keeps it; 0 without one. */
function leadingInteger(text: string): number {
  const digits = /^[+-]?[0-9]+/.exec(text)?.[0].replace('+', '') ?? '0'
  const value = BigInt(digits)
  const limit = 2n ** 63n
  return Number(BigInt.asIntN(32, value >= limit ? limit - 1n : value < -limit ? -limit : value))
}

/** A name that may be looked up, though few of those with odd characters will be known. */
export function isHostName(text: string): boolean {
  return text.length <= 253 && /^[^.]{1,63}(\.[^.]{1,63})*\.?$/s.test(text)
}
