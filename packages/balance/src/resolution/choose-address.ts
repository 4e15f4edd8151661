import type { IpAddress } from '@weir/base'
import { type AddressNetwork, isInNetwork } from './network.ts'

/** What decides between the addresses of a name. */
export interface AddressPreferences {
  readonly prefers: 4 | 6
  readonly networks: readonly AddressNetwork[]
  /** Addresses that servers of the same backend and name have, and that are not to be had twice. */
  readonly taken: readonly IpAddress[]
}

/**
 * The address that a server without one takes, or null when nothing is left for it: one in a preferred network before
 * the others, then one of the preferred family, then the last of an answer and the others in their order (as the oracle
 * hands them out).
 */
export function chooseAddress(addresses: readonly IpAddress[], preferences: AddressPreferences): IpAddress | null {
  let best: IpAddress | null = null
  let bestRank = -1
  for (const address of [...addresses.slice(-1), ...addresses.slice(0, -1)]) {
    if (preferences.taken.some((other) => other.equals(address))) continue
    const rank = rankOf(address, preferences)
    if (rank > bestRank) {
      best = address
      bestRank = rank
    }
  }
  return best
}

function rankOf(address: IpAddress, { networks, prefers }: AddressPreferences): number {
  const isPreferred = networks.some((network) => isInNetwork(address, network))
  return (isPreferred ? 2 : 0) + (address.family === prefers ? 1 : 0)
}
