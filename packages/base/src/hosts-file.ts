import { type IpAddress, parseIpAddress } from './address.ts'

/** Where systems keep the names that they know by themselves. */
export const hostsPath = '/etc/hosts'

/**
 * Finds a name in the text of a hosts file : each line has an address and its names, `#` starts a comment.
 * An IPv4 address is taken before an IPv6 one, whatever their order. Null when no line has the name, or none with an
 * address of the family.
 */
export function findInHosts(text: string, name: string, family: 'any' | 4 | 6 = 'any'): IpAddress | null {
  let found: IpAddress | null = null
  for (const line of text.split('\n')) {
    const [address = '', ...names] = line
      .replace(/#.*/, '')
      .split(/[ \t\r]+/)
      .filter((word) => word !== '')
    if (!names.some((candidate) => candidate.toLowerCase() === name.toLowerCase())) continue
    const parsed = parseIpAddress(address)
    if (parsed === null || (family !== 'any' && parsed.family !== family)) continue
    if (parsed.family === 4) return parsed
    found ??= parsed
  }
  return found
}
