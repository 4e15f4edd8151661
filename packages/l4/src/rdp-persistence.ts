import type { ServerState } from '@weir/balance'
import type { Backend } from './backend.ts'
import { readRdpCookie } from './fetches/rdp-cookie.ts'
import type { Stream } from './stream.ts'

/** Address and port as a terminal server writes them: the bytes of either are read as a number from the last to the first. */
const routingToken = /^([0-9]{1,10})\.([0-9]{1,5})\./

/**
 * The server that the RDP cookie of a request names (`persist rdp-cookie`); null without a cookie, or when no server has
 * that address. What the cookie says behind the port is of no matter.
 */
export function findRdpServer(stream: Stream, { rdpCookieName, state }: Backend): ServerState | null {
  if (rdpCookieName === null) return null
  const token = routingToken.exec(readRdpCookie(stream, rdpCookieName) ?? '')
  if (token === null) return null
  const [host, place] = [Number(token[1]), Number(token[2])]
  const bytes = [host & 255, (host >>> 8) & 255, (host >>> 16) & 255, host >>> 24]
  const port = ((place & 255) << 8) | (place >>> 8)
  if (host > 0xffff_ffff || place > 0xffff) return null
  return state.servers.find(({ address }) => isAt(address, bytes, port)) ?? null
}

function isAt(address: ServerState['address'], bytes: readonly number[], port: number): boolean {
  if (address?.kind !== 'ip' || address.port !== port || address.address.family !== 4) return false
  return bytes.every((byte, index) => address.address.bytes[index] === byte)
}
