import {
  type AddressRules,
  findInHosts,
  hostsPath,
  type InternetAddress,
  IpAddress,
  isHostName,
  parseWrittenAddress,
  type SocketAddress,
  type Span,
  type WrittenAddress,
} from '@weir/base'
import type { ArgumentReader, Failed, ParseHost } from './argument-reader.ts'
import { expandVariables } from './expand-variables.ts'
import type { Word } from './node.ts'

/** A host that a line names, which is looked up once all is read. */
export interface LateName {
  readonly host: string
  readonly family: 'any' | 4 | 6
  /** What messages about it begin with: `'addr' : `. */
  readonly subject: string
  readonly span: Span
  /** Called with the address before anything is started. */
  settle(address: IpAddress): void
}

const anyAddress = new IpAddress(new Uint8Array(4))

/** Reads a word as an address, with the values of its variables; the complaint stands behind `subject`. */
export function readAddress(
  reader: ArgumentReader,
  word: Word,
  rules: AddressRules,
  subject: string,
): WrittenAddress | Failed {
  const address = parseWrittenAddress(expandVariables(word.text, reader.host), rules)
  return 'error' in address ? reader.fail(`${subject}${address.error}`, { span: word.span }) : address
}

/** Finds a name in the hosts file, for places whose names have to be known while the file is read. */
export function findInHostsFile(
  host: Pick<ParseHost, 'readFile'>,
  name: string,
  family: 'any' | 4 | 6,
): IpAddress | null {
  const hosts = host.readFile(hostsPath)
  return 'error' in hosts ? null : findInHosts(hosts.text, name, family)
}

/**
 * Reads a word as the address of a socket, with its port, or 0. A name is looked up once all is read: until then the
 * address is `0.0.0.0`, and whoever keeps it keeps the object.
 */
export function readSocketAddress(
  reader: ArgumentReader,
  word: Word,
  rules: AddressRules,
  subject: string,
): SocketAddress | Failed {
  const written = readAddress(reader, word, rules, subject)
  if (typeof written === 'symbol') return written
  if (written.kind === 'descriptor') throw new Error(`${subject}descriptors are not read here`)
  if (written.kind === 'unix') return { kind: 'unix', path: written.path, isAbstract: written.isAbstract }
  const { host, family, address, port } = written
  if (address !== null) return { kind: 'ip', address, port: port.first }
  return lateAddress(reader, word, { host, family, port: port.first }, subject)
}

/** The address of a name that is looked up once all is read. */
export function lateAddress(
  reader: ArgumentReader,
  { text, span }: Word,
  { host, family, port }: { readonly host: string; readonly family: 'any' | 4 | 6; readonly port: number },
  subject: string,
): InternetAddress | Failed {
  const { lateNames } = reader.host
  if (lateNames === undefined || !isHostName(host) || !/^[\w.-]+$/.test(host))
    return reader.fail(`${subject}invalid address: '${host}' in '${text}'`, { span })
  const settled = { kind: 'ip' as const, address: anyAddress, port }
  lateNames.push({
    host,
    family,
    subject,
    span,
    settle(address) {
      settled.address = address
    },
  })
  return settled
}
