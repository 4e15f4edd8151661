import { parseIpAddress } from '@weir/base'
import { type ArgumentReader, custom, type Failed } from '@weir/keyword'
import type { SourceNode } from './options.ts'

type Ports = Pick<SourceNode, 'port' | 'lastPort'>

/** What stands behind the colon of an address; a range only where there is a pool of its own for it. */
function readPorts(reader: ArgumentReader, text: string, whole: string, takesRange: boolean): Ports | Failed {
  const range = /^([0-9]+)-([0-9]*)/.exec(text)
  if (range !== null) {
    if (!takesRange) return reader.fail(`port range not permitted here in '${whole}'`)
    const [first, last] = [Number(range[1]), Number(range[2])]
    if (last > 65535) return reader.fail(`invalid port '${last}' in '${whole}'`)
    if (last < first) return reader.fail(`invalid port range '${first}-${last}' in '${whole}'`)
    return { port: first, lastPort: last }
  }
  const port = text === '' ? 0 : Number(text)
  if (!/^[0-9]*$/.test(text) || port > 65535) return reader.fail(`invalid port '${text}' in '${whole}'`)
  return { port: port === 0 ? null : port }
}

function readSource(reader: ArgumentReader, takesRange: boolean): SourceNode | Failed {
  const word = reader.next()
  if (word === null)
    return reader.fail(`'${reader.keyword.text}' expects <addr>[:<port>], and optionally 'usesrc' <addr>`)
  const text = word.text.replace(/^(ipv4|ipv6|tcp4|tcp6|tcp)@/, '')
  const whole = parseIpAddress(text)
  const colon = text.lastIndexOf(':')
  const host = whole !== null && whole.family === 4 ? text : colon < 0 ? text : text.slice(0, colon)
  const address = host === '*' || host === '' ? parseIpAddress('0.0.0.0') : parseIpAddress(host)
  if (address === null) return reader.fail(`invalid address: '${host}' in '${word.text}'`)
  const ports = readPorts(reader, host === text ? '' : text.slice(colon + 1), word.text, takesRange)
  if (typeof ports !== 'object') return ports
  const next = reader.peek()?.text
  if (next === 'usesrc' || next === 'interface') {
    const slot = next === 'usesrc' ? 'server-option' : 'bind-option'
    const reason = reader.host.vocabulary.refused(slot, next)?.reason ?? 'Node does not bind sockets so'
    return reader.fail(`'${next}' is known to HAProxy, but not supported by Weir: ${reason}`, {
      code: 'config/unsupported-keyword',
    })
  }
  return { address: address.toString(), ...ports }
}

/** `<addr>[:<port>]` of `source`; what would need a transparent proxy or a device is refused. */
export const sourceAddress = custom('addr', '<addr>[:<port>]', (reader) => readSource(reader, false))

/** The same on a server line, where a range of ports may stand. */
export const serverSourceAddress = custom('addr', '<addr>[:<port>[-<port>]]', (reader) => readSource(reader, true))
