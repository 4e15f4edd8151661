import { networkInterfaces } from 'node:os'
import { type IpAddress, parseIpAddress } from '@weir/base'

let known: ReadonlySet<string> = new Set()
let readAtMs = Number.NEGATIVE_INFINITY

/** True when `address` is one of this host's. The interfaces are read again when the last reading is ten seconds old. */
export function isLocalAddress(address: IpAddress, nowMs: number): boolean {
  const plain = address.toIpv4() ?? address
  if (plain.family === 4 && plain.bytes[0] === 127) return true
  if (nowMs - readAtMs > 10_000 || nowMs < readAtMs) {
    readAtMs = nowMs
    const found = new Set<string>()
    for (const list of Object.values(networkInterfaces())) {
      for (const { address: text } of list ?? []) {
        const parsed = parseIpAddress(text.split('%', 1)[0]!)
        if (parsed !== null) found.add(parsed.toString())
      }
    }
    known = found
  }
  return known.has(plain.toString())
}
