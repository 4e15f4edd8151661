import { chmodSync, chownSync, lstatSync, renameSync, type Stats, unlinkSync } from 'node:fs'
import { parseIpAddress, type SocketAddress } from '@weir/base'
import type { ListenOptions } from './connection.ts'

/** The name that the system calls take for a Unix socket: abstract ones begin with a NUL. */
export function socketPath(address: SocketAddress & { readonly kind: 'unix' }): string {
  return address.isAbstract ? `\0${address.path}` : address.path
}

/**
 * The file of a Unix socket. It is bound beside its path and renamed once it listens with its permissions, so that a
 * process can take the path over from another without a moment at which nobody answers. What is there already is
 * replaced when it is a socket; another file is in the way.
 */
export class SocketFile {
  /** What to bind. */
  readonly temporaryPath: string
  readonly #path: string
  #inode = 0

  constructor(path: string) {
    this.#path = path
    this.temporaryPath = `${path}.${process.pid}.tmp`
    remove(this.temporaryPath, () => true)
    if (statusOf(path)?.isSocket() === false) throw Object.assign(new Error('EADDRINUSE'), { code: 'EADDRINUSE' })
  }

  /** Gives the bound file its permissions and owners, and its name. */
  publish({ mode, userId, groupId }: ListenOptions): void {
    if (mode !== undefined) chmodSync(this.temporaryPath, mode)
    if (userId !== undefined || groupId !== undefined) chownSync(this.temporaryPath, userId ?? -1, groupId ?? -1)
    this.#inode = statusOf(this.temporaryPath)?.ino ?? 0
    renameSync(this.temporaryPath, this.#path)
  }

  /** Removes it, unless another process has put its own there. */
  remove(): void {
    remove(this.#path, (inode) => inode === this.#inode)
  }
}

function statusOf(path: string): Stats | null {
  return lstatSync(path, { throwIfNoEntry: false }) ?? null
}

function remove(path: string, isOurs: (inode: number) => boolean): void {
  try {
    const status = lstatSync(path)
    if (status.isSocket() && isOurs(status.ino)) unlinkSync(path)
  } catch {
    // Nothing there, or nothing that may be removed.
  }
}

/** An address as the runtime reports it, or null for what is no IP address. IPv4 inside IPv6 is shown as IPv4. */
export function runtimeAddress(text: string | undefined, port: number | undefined): SocketAddress | null {
  if (text === undefined || port === undefined) return null
  const zone = text.indexOf('%')
  const address = parseIpAddress(zone < 0 ? text : text.slice(0, zone))
  return address === null ? null : { kind: 'ip', address: address.toIpv4() ?? address, port }
}
