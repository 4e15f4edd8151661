import { xxh32 } from '@weir/base'
import type { ServerOptions } from './options.ts'

/** The number that places a server on the ring. Texts are hashed; without a text the identifier counts. */
export function serverHashKey(options: ServerOptions, id: number, addressText: string, port: number): number {
  switch (options.hashKey) {
    case 'guid':
      return options.guid === null ? id : xxh32(options.guid)
    case 'addr':
      return xxh32(addressText)
    case 'addr-port':
      return xxh32(`${addressText}:${port}`)
    default:
      return id
  }
}
