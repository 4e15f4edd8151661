import { type IpAddress, isHostName, parseIpAddress, parseWrittenAddress, type WrittenAddress } from '@weir/base'
import type { LogDestination } from './target.ts'

const syslogPort = 514
const here: Readonly<Record<4 | 6, IpAddress>> = { 4: parseIpAddress('127.0.0.1')!, 6: parseIpAddress('::1')! }

/**
 * Reads the address of a `log` line (manual 3.1 and 11). A host name stays a name; it is looked up when the target is
 * opened. Returns the reason why the text is no address.
 */
export function parseLogDestination(text: string): LogDestination | { readonly error: string } {
  if (text === 'stdout') return { kind: 'descriptor', fd: 1 }
  if (text === 'stderr') return { kind: 'descriptor', fd: 2 }
  const [, kind, name] = /^(ring|backend)@(.*)$/s.exec(text) ?? []
  // A ring without a name is one that nobody finds.
  if (kind === 'backend' && name === '') return { error: `missing backend name in '${text}'` }
  if (kind === 'ring' || kind === 'backend') return { kind, name: name! }
  const written = parseWrittenAddress(text, { socket: 'any', port: 'optional', takesDescriptor: true })
  if ('error' in written) return written
  if (written.kind === 'descriptor') return { kind: 'descriptor', fd: written.descriptor }
  const isStream = written.socket === 'stream'
  if (written.kind === 'unix') {
    const { path, isAbstract } = written
    return { kind: 'unix', path, isAbstract, ...(isStream ? { isStream } : {}) }
  }
  const host = hostOf(written, text)
  if ('error' in host) return host
  return { kind: isStream ? 'tcp' : 'udp', ...host, port: written.port.first === 0 ? syslogPort : written.port.first }
}

/** A host that messages are sent to: every address of the machine is the machine itself. */
export function hostOf(
  { host, family, address }: Extract<WrittenAddress, { kind: 'host' }>,
  text: string,
): { readonly host: string; readonly address: IpAddress | null; readonly family?: 4 | 6 } | { readonly error: string } {
  const only = family === 'any' ? {} : { family }
  if (host === '') {
    const own = here[family === 6 ? 6 : 4]
    return { host: own.toString(), address: own, ...only }
  }
  if (address === null) {
    const prefix = /^([^/:]*@)/.exec(host)?.[1]
    if (prefix !== undefined) return { error: `unknown address prefix '${prefix}' in '${text}'` }
    if (!isHostName(host) || !/^[\w.-]+$/.test(host)) return { error: `invalid address: '${host}' in '${text}'` }
  }
  return { host, address, ...only }
}
