import type { InternetAddress, SocketAddress } from '@weir/base'

/** A range of ports that connections come from, one after the other; a port still in use makes that connection fail. */
export class SourcePorts {
  readonly #first: InternetAddress
  readonly #count: number
  #used = 0

  constructor(first: InternetAddress, last: number) {
    this.#first = first
    this.#count = last - first.port + 1
  }

  next(): SocketAddress {
    const port = this.#first.port + this.#used
    this.#used = (this.#used + 1) % this.#count
    return { ...this.#first, port }
  }
}

/** Where the next connection comes from. */
export function nextSource(source: SocketAddress | SourcePorts | null): SocketAddress | null {
  return source instanceof SourcePorts ? source.next() : source
}
