import type { ServerLine, ServerState } from '@weir/balance'
import type { Reference } from '@weir/keyword'
import type { Backend, Frontend } from '@weir/l4'

/** From what the model calls something to what runs: the targets of settled references. */
export class ReferenceResolver {
  readonly backends = new Map<object, Backend>()
  readonly frontends = new Map<object, Frontend>()
  readonly servers = new Map<object, ServerState>()
  readonly others = new Map<object, unknown>()

  addServers(lines: readonly ServerLine[], servers: readonly ServerState[]): void {
    for (const [index, line] of lines.entries()) this.servers.set(line, servers[index]!)
  }

  /** Null where the target has no running counterpart, such as a disabled backend. */
  resolve(reference: Reference): unknown {
    const target = reference.target as object | null
    if (target === null) return null
    switch (reference.kind) {
      case 'backend':
        return this.backends.get(target) ?? null
      case 'frontend':
        return this.frontends.get(target) ?? null
      case 'server':
        return this.servers.get(target) ?? null
      default:
        return this.others.get(target) ?? target
    }
  }
}
