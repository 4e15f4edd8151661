import type { IpAddress, SocketAddress } from '@weir/base'

/** A range of ports that connections come from, one after the other; a port still in use makes that connection fail. */
export class SourcePorts {
  readonly #address: IpAddress
  readonly #first: number
  readonly #count: number
  #used = 0

  constructor(address: IpAddress, first: number, last: number) {
    this.#address = address
    this.#first = first
    this.#count = last - first + 1
  }

  next(): SocketAddress {
    const port = this.#first + this.#used
    this.#used = (this.#used + 1) % this.#count
    return { kind: 'ip', address: this.#address, port }
  }
}

/** Where the next connection comes from. */
export function nextSource(source: SocketAddress | SourcePorts | null): SocketAddress | null {
  return source instanceof SourcePorts ? source.next() : source
}
