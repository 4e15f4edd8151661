import type { Clock } from '@weir/base'
import type { FamilyOptions } from './options.ts'
import type { AcceptedFamilies } from './resolvers.ts'

/** How long a look at the routes is good for. */
const routeCheckMs = 30_000

/**
 * What `dns-accept-family` comes to: `auto` is IPv4, and IPv6 where `hasIpv6Route` says that there is a route to
 * everywhere, which is asked at most every 30 seconds.
 */
export function createAcceptedFamilies(
  { accepts }: FamilyOptions,
  clock: Clock,
  hasIpv6Route: () => boolean,
): () => AcceptedFamilies {
  const ipv4 = accepts.includes('ipv4') || accepts.includes('auto')
  if (accepts.includes('ipv6')) return () => ({ ipv4, ipv6: true })
  if (!accepts.includes('auto')) return () => ({ ipv4, ipv6: false })
  let ipv6 = false
  let checkedMs = Number.NEGATIVE_INFINITY
  return () => {
    const nowMs = clock.nowMs()
    if (nowMs - checkedMs >= routeCheckMs) {
      checkedMs = nowMs
      ipv6 = hasIpv6Route()
    }
    return { ipv4, ipv6 }
  }
}

/** Looks for a way to `::/0` that is not the loopback in the text of `/proc/net/ipv6_route`. */
export function hasDefaultIpv6Route(table: string | null): boolean {
  return (table ?? '').split('\n').some((line) => /^0{32} 00 /.test(line) && !/\slo\s*$/.test(line))
}
