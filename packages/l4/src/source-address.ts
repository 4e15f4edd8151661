import { parseIpAddress } from '@weir/base'
import { custom } from '@weir/keyword'
import type { SourceNode } from './options.ts'

/** `<addr>[:<port>]` of `source`; what would need a transparent proxy or a device is refused. */
export const sourceAddress = custom('addr', '<addr>[:<port>]', (reader) => {
  const word = reader.next()
  if (word === null)
    return reader.fail(`'${reader.keyword.text}' expects <addr>[:<port>], and optionally 'usesrc' <addr>`)
  const text = word.text.replace(/^(ipv4|ipv6|tcp4|tcp6|tcp)@/, '')
  const whole = parseIpAddress(text)
  const colon = text.lastIndexOf(':')
  const host = whole !== null && whole.family === 4 ? text : colon < 0 ? text : text.slice(0, colon)
  const portText = host === text ? '' : text.slice(colon + 1)
  const address = host === '*' || host === '' ? parseIpAddress('0.0.0.0') : parseIpAddress(host)
  const port = portText === '' ? 0 : Number(portText)
  if (address === null) return reader.fail(`invalid address: '${host}' in '${word.text}'`)
  if (!/^[0-9]*$/.test(portText) || port > 65535) {
    return reader.fail(
      /^[0-9]+-[0-9]+$/.test(portText)
        ? 'ranges of source ports are known to HAProxy, but not supported by Weir'
        : `invalid port '${portText}' in '${word.text}'`,
    )
  }
  const next = reader.peek()?.text
  if (next === 'usesrc' || next === 'interface') {
    const slot = next === 'usesrc' ? 'server-option' : 'bind-option'
    const reason = reader.host.vocabulary.refused(slot, next)?.reason ?? 'Node does not bind sockets so'
    return reader.fail(`'${next}' is known to HAProxy, but not supported by Weir: ${reason}`, {
      code: 'config/unsupported-keyword',
    })
  }
  const node: SourceNode = { address: address.toString(), port: port === 0 ? null : port }
  return node
})
