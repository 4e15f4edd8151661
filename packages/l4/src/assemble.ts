/** From parsed lines to what frontends and backends are made of. For whoever puts a configuration together. */
import { IpAddress, type SocketAddress } from '@weir/base'
import type { Binder, LogFormatNode, Reference, SampleContext } from '@weir/keyword'
import type { Backend } from './backend.ts'
import { type BindLine, bindOptions } from './bind-options.ts'
import type { BackendRule } from './frontend.ts'
import type { ListenerSettings } from './listener.ts'
import type { BackendRuleNode, SourceNode } from './options.ts'
import { SourcePorts } from './source-ports.ts'
import { loadedBindTls } from './tls/options.ts'

/**
 * Binds `use_backend` lines. `find` gives the backend of a name, at bind time for fixed names and per stream for log formats;
 * null, also for disabled backends, lets the next rule be asked.
 */
export function bindBackendRules(
  nodes: readonly BackendRuleNode[],
  binder: Binder,
  find: (name: string) => Backend | null,
): readonly BackendRule[] | null {
  if (nodes.length === 0) return null
  return nodes.map(({ target, condition }) => {
    const applies = binder.condition(condition)
    const choose = bindTarget(target, binder, find)
    return applies === null ? choose : (context) => (applies(context) ? choose(context) : null)
  })
}

function bindTarget(
  target: Reference | LogFormatNode,
  binder: Binder,
  find: (name: string) => Backend | null,
): (context: SampleContext) => Backend | null {
  if ('items' in target) {
    const format = binder.logFormat(target)
    return (context) => find(format(context))
  }
  const backend = find(target.name)
  return () => backend
}

/** What `bind` lines need from outside. */
export interface BindDefaults {
  /** Used for lines without a backlog of their own: the frontend's, its maxconn, or the system's. */
  readonly backlog: number
  /** False with `noreuseport`: another process can then not bind the same address. */
  readonly reusesPorts: boolean
  /** `unix-bind`; absent where nothing is said. */
  readonly unix?: UnixDefaults
  findUserId(name: string): number | null
  findGroupId(name: string): number | null
}

/** What holds for Unix sockets whose lines say nothing else. The prefix comes in front of every path. */
export interface UnixDefaults {
  readonly prefix: string
  readonly mode: number | null
  readonly uid: number | null
  readonly gid: number | null
}

const unused: SocketAddress = { kind: 'ip', address: new IpAddress(new Uint8Array(4)), port: 0 }

/** One listener for each address of a `bind` line. Throws for users and groups that do not exist. */
export function listenersOf(line: BindLine, defaults: BindDefaults): ListenerSettings[] {
  const options = line.options.get(bindOptions)
  const userId = options.userId ?? lookUp('user', options.userName, defaults.findUserId)
  const groupId = options.groupId ?? lookUp('group', options.groupName, defaults.findGroupId)
  const { unix } = defaults
  return line.addresses.map((place) => ({
    name: options.name,
    ...(options.id === null ? {} : { id: options.id }),
    ...(options.maxConnections === null || options.maxConnections === 0
      ? {}
      : { maxConnections: options.maxConnections }),
    expectsProxyHeader: options.expectsProxyHeader,
    protocol: options.protocol === 'h1' || options.protocol === 'h2' ? options.protocol : null,
    idlePingMs: options.idlePingMs,
    socketOptions: options,
    tls: line.options.get(loadedBindTls).settings,
    listen: {
      ...(place.kind !== 'fd' && isPath(place.address) && unix !== undefined ? unixRights(unix) : {}),
      address: place.kind === 'fd' ? unused : prefixed(place.address, unix?.prefix ?? ''),
      backlog: options.backlog ?? defaults.backlog,
      ...(place.kind === 'fd' ? { fd: place.fd } : { isV6Only: options.isV6Only, reusePort: defaults.reusesPorts }),
      ...(options.interfaceName === null ? {} : { interfaceName: options.interfaceName }),
      ...(options.isTransparent ? { isTransparent: true } : {}),
      ...(options.mode === null ? {} : { mode: options.mode }),
      ...(userId === null ? {} : { userId }),
      ...(groupId === null ? {} : { groupId }),
    },
  }))
}

/** A socket in the file system, and not in the abstract name space. */
const isPath = (address: SocketAddress): boolean => address.kind === 'unix' && !address.isAbstract

const prefixed = (address: SocketAddress, prefix: string): SocketAddress =>
  address.kind === 'unix' && isPath(address) ? { ...address, path: `${prefix}${address.path}` } : address

const unixRights = ({ mode, uid, gid }: UnixDefaults) => ({
  ...(mode === null ? {} : { mode }),
  ...(uid === null ? {} : { userId: uid }),
  ...(gid === null ? {} : { groupId: gid }),
})

function lookUp(kind: string, name: string | null, find: (name: string) => number | null): number | null {
  if (name === null) return null
  const id = find(name)
  if (id === null) throw new Error(`'${name}' is no ${kind} of this system`)
  return id
}

/** The address that connections come from; null when the system chooses. */
export function sourceOf(node: SourceNode | null): SocketAddress | SourcePorts | null {
  if (node === null || node.address === null || node.lastPort === undefined) return node?.address ?? null
  return new SourcePorts(node.address, node.lastPort)
}
