import type { HttpBackend } from './http-proxy.ts'
import type { ServerLink } from './server-link.ts'

/** Server connections, idle at present, that only one session may use. */
export class OwnLinks {
  /** How many were opened for the session, also such as everybody may use. */
  openedCount = 0
  readonly #links: ServerLink[] = []

  get count(): number {
    return this.#links.length
  }

  add(link: ServerLink): void {
    this.#links.push(link)
  }

  /** The one that `isWanted`, which is no longer kept here, or null. */
  take(isWanted: (link: ServerLink) => boolean): ServerLink | null {
    const index = this.#links.findIndex(isWanted)
    return index < 0 ? null : this.#links.splice(index, 1)[0]!
  }

  /** The connection that further requests have to go over, or may stay with. */
  preferred(backend: HttpBackend): ServerLink | null {
    const prefersAny = backend.http.prefersLastServer
    let found: ServerLink | null = null
    for (const link of this.#links) {
      if (link.backend !== backend || !link.connection.isOpen) continue
      if (link.isAuthenticated) return link
      if (prefersAny && (found === null || link.ordinal < found.ordinal)) found = link
    }
    return found
  }

  discardAll(): void {
    for (const link of this.#links.splice(0)) link.discard()
  }
}
