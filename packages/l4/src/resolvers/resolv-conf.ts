import { parseIpAddress } from '@weir/base'
import type { NameserverLine } from './options.ts'

export const resolvConfPath = '/etc/resolv.conf'
const dnsPort = 53

/** A line of resolv.conf that says `nameserver`, in order. What cannot be read as an address is left out, with `complain`. */
export function readResolvConf(text: string, complain: (problem: string) => void = () => {}): NameserverLine[] {
  const lines: NameserverLine[] = []
  for (const [index, line] of text.split('\n').entries()) {
    const match = /^\s*nameserver\s+(\S+)/.exec(line)
    if (match === null) continue
    const written = match[1]!
    const zone = written.indexOf('%')
    const address = parseIpAddress(zone < 0 ? written : written.slice(0, zone))
    const place = `[${resolvConfPath}:${index + 1}]`
    if (address === null) {
      complain(`parsing ${place} : address '${written}' could not be recognized, nameserver will be excluded.`)
      continue
    }
    lines.push({
      name: written,
      address: { kind: 'ip', address, port: dnsPort },
      isStream: false,
      source: null,
      span: { file: resolvConfPath, line: index + 1, column: 0, length: line.length },
    })
  }
  return lines
}
