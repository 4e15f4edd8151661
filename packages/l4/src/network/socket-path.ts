import { chmodSync, chownSync, lstatSync, unlinkSync } from 'node:fs'
import { parseIpAddress, type SocketAddress } from '@weir/base'
import type { ListenOptions } from './connection.ts'

/** The name that the system calls take for a Unix socket: abstract ones begin with a NUL. */
export function socketPath(address: SocketAddress & { readonly kind: 'unix' }): string {
  return address.isAbstract ? `\0${address.path}` : address.path
}

/** Removes the socket that a process before has left, so that its path can be bound. Other files are left alone. */
export function removeStaleSocket(address: SocketAddress & { readonly kind: 'unix' }): void {
  if (address.isAbstract) return
  try {
    if (lstatSync(address.path).isSocket()) unlinkSync(address.path)
  } catch {
    // Nothing there, or nothing that may be removed: binding says what is wrong.
  }
}

/** Gives a bound Unix socket its permissions and owners. */
export function applySocketPermissions(options: ListenOptions): void {
  const { address } = options
  if (address.kind !== 'unix' || address.isAbstract) return
  if (options.mode !== undefined) chmodSync(address.path, options.mode)
  if (options.userId !== undefined || options.groupId !== undefined) {
    chownSync(address.path, options.userId ?? -1, options.groupId ?? -1)
  }
}

/** An address as the runtime reports it, or null for what is no IP address. IPv4 inside IPv6 is shown as IPv4. */
export function runtimeAddress(text: string | undefined, port: number | undefined): SocketAddress | null {
  if (text === undefined || port === undefined) return null
  const zone = text.indexOf('%')
  const address = parseIpAddress(zone < 0 ? text : text.slice(0, zone))
  return address === null ? null : { kind: 'ip', address: address.toIpv4() ?? address, port }
}
