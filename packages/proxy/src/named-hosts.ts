import type { Span } from '@weir/base'
import { peersOptions } from '@weir/control'
import { mailersOptions } from '@weir/health'
import type { Model, SectionModel } from '@weir/keyword'
import { ringOptions } from '@weir/log'

/** A host that a line of `peers`, `mailers` or `ring` names. */
export interface NamedHost {
  readonly host: string
  readonly family: 'any' | 4 | 6
  /** What the line is about, as messages call it: `mailer m1`. */
  readonly subject: string
  readonly span: Span
}

/** The hosts that have to be known when the process starts, apart from servers and log targets. */
export function namedHosts({ sections }: Model): readonly NamedHost[] {
  return sections.flatMap((section) => hostsOf(section))
}

function hostsOf({ kind, name, options }: SectionModel): NamedHost[] {
  switch (kind) {
    case 'peers':
      return options.get(peersOptions).peers.flatMap(({ keyword, name: peer, address, span }) => {
        if (address?.hostName == null) return []
        return [{ host: address.hostName, family: address.family, subject: `${keyword} ${peer}`, span }]
      })
    case 'mailers':
      return options.get(mailersOptions).mailers.flatMap(({ name: mailer, address, span }) => {
        if (address.hostName === null) return []
        return [{ host: address.hostName, family: address.family, subject: `mailer ${mailer}`, span }]
      })
    case 'ring':
      return options.get(ringOptions).servers.flatMap(({ name: server, address, span }) => {
        if (!('host' in address) || address.family === undefined) return []
        return [{ host: address.host, family: address.family, subject: `server ${name}/${server}`, span }]
      })
    default:
      return []
  }
}
