import type { ProxyModel } from '@weir/keyword'
import {
  type BindLine,
  bindLines,
  bindOptions,
  type Frontend,
  Listener,
  type ListenOptions,
  proxyOptions,
} from '@weir/l4'
import { findGroupId, findUserId } from '@weir/os'

/** Length of the queue of connections that are not accepted yet, where nothing else is said. */
const defaultBacklog = 4096

/** Makes a listener for every address of every `bind` line. Nothing is bound yet. */
export function buildListeners(frontend: Frontend, model: ProxyModel): void {
  const { backlog } = model.options.get(proxyOptions)
  for (const line of model.options.get(bindLines).lines) {
    const options = line.options.get(bindOptions)
    for (const [index, listen] of listenOptionsOf(line, backlog).entries()) {
      new Listener(frontend, {
        listen,
        name: options.name,
        ...(options.id === null ? {} : { id: options.id + index }),
        maxConnections: options.maxConnections ?? Number.POSITIVE_INFINITY,
        expectsProxyHeader: options.expectsProxyHeader,
      })
    }
  }
}

function listenOptionsOf(line: BindLine, proxyBacklog: number | null): ListenOptions[] {
  const options = line.options.get(bindOptions)
  const backlog = options.backlog ?? proxyBacklog ?? defaultBacklog
  return line.addresses.map((place) =>
    place.kind === 'fd'
      ? { address: { kind: 'unix', path: `fd@${place.fd}`, isAbstract: false }, backlog, fd: place.fd }
      : {
          address: place.address,
          backlog,
          isV6Only: options.isV6Only,
          reusePort: place.address.kind === 'ip',
          ...(options.mode === null ? {} : { mode: options.mode }),
        },
  )
}

/** Who owns the Unix sockets of a line; null leaves it to the system. Names that are unknown are a problem. */
export function socketOwner(
  line: BindLine,
): { readonly uid: number | null; readonly gid: number | null } | { readonly error: string } {
  const options = line.options.get(bindOptions)
  const user = options.userName === null ? null : findUserId(options.userName)
  const group = options.groupName === null ? null : findGroupId(options.groupName)
  if (user !== null && 'error' in user) return user
  if (group !== null && 'error' in group) return group
  return { uid: user?.id ?? options.userId, gid: group?.id ?? options.groupId }
}
