import type { AddressRules } from '@weir/base'
import { type ArgumentReader, custom, type Failed, lateAddress, readAddress } from '@weir/keyword'
import type { SourceNode } from './options.ts'

function readSource(reader: ArgumentReader, rules: AddressRules): SourceNode | Failed {
  const word = reader.next()
  if (word === null) return reader.fail(`'source' expects <addr>[:<port>], and optionally 'usesrc' <addr>`)
  const subject = "'source' : "
  const written = readAddress(reader, word, rules, subject)
  if (typeof written === 'symbol') return written
  const next = reader.peek()?.text
  if (next === 'usesrc' || next === 'interface') {
    const reason = reader.host.vocabulary.refused('server-option', 'usesrc')?.reason ?? 'Node does not bind sockets so'
    return reader.fail(`'${next}' is known to HAProxy, but not supported by Weir: ${reason}`, {
      code: 'config/unsupported-keyword',
    })
  }
  if (written.kind !== 'host') {
    // A socket of the file system is no place to come from: HAProxy lets the system choose then, as without `source`.
    reader.note?.(`${subject}connections do not come from '${word.text}', the system chooses where they come from`)
    return { address: null }
  }
  const { host, family, address, port } = written
  const lastPort = port.last > port.first ? { lastPort: port.last } : {}
  if (address === null) {
    const late = lateAddress(reader, word, { host, family, port: port.first }, subject)
    return typeof late === 'symbol' ? late : { address: late, ...lastPort }
  }
  if (port.last === 0 && address.bytes.every((byte) => byte === 0)) return { address: null }
  return { address: { kind: 'ip', address, port: port.first }, ...lastPort }
}

/** `<addr>[:<port>]` of `source`; what would need a transparent proxy or a device is refused. */
export const sourceAddress = custom('addr', '<addr>[:<port>]', (reader) =>
  readSource(reader, { socket: 'stream', port: 'optional' }),
)

/** The same on a server line, where a range of ports may stand. */
export const serverSourceAddress = custom('addr', '<addr>[:<port>[-<port>]]', (reader) =>
  readSource(reader, { socket: 'stream', port: 'optional', takesPortRange: true }),
)
