import { parseIpAddress, type SocketAddress } from '@weir/base'
import { custom, defineAction, type ExpressionNode, FAILED, type Failed, parseInteger } from '@weir/keyword'
import { type CheckWay, plainWay } from '../check-connection.ts'
import { bindRule, type CheckRule } from '../check-rule.ts'
import { connectOnce } from '../check-step.ts'

const withArgument = new Set(['comment', 'addr', 'port', 'sni', 'alpn'])

const connection = custom(
  'settings',
  '[default] [port <expr>] [addr <ip>] [send-proxy] [via-socks4] [ssl] [sni <name>] [alpn <names>] [linger] [comment <msg>]',
  (reader): CheckRule | Failed => {
    let port: number | ExpressionNode | null = null
    let host: string | null = null
    let way: CheckWay = plainWay
    let comment: string | null = null
    for (let word = reader.next(); word !== null; word = reader.next()) {
      const { text } = word
      if (text === 'linger') continue
      if (text === 'default') way = { ...way, isDefault: true }
      else if (text === 'send-proxy') way = { ...way, sendsProxy: true }
      else if (text === 'via-socks4') way = { ...way, goesThroughSocks: true }
      else if (text === 'ssl') way = { ...way, speaksTls: true }
      else if (withArgument.has(text)) {
        if (text === 'port' && parseInteger(reader.peek()?.text ?? '') === null) {
          const node = reader.host.expression(reader)
          if (node === FAILED) return FAILED
          port = node
          continue
        }
        const value = reader.next()
        if (value === null) return reader.fail(`'${text}' expects an argument`, { code: 'config/missing-argument' })
        if (text === 'comment') comment = value.text
        else if (text === 'sni') way = { ...way, serverName: value.text }
        else if (text === 'alpn') {
          const alpn = value.text.split(',').filter((name) => name !== '')
          if (alpn.some((name) => name.length > 255))
            return reader.fail(`'alpn' expects names of 255 bytes at most, but got '${value.text}'`)
          way = { ...way, alpn }
        } else if (text === 'port') {
          port = Number(value.text)
          if (port < 1 || port > 65535) return reader.fail(`'port' expects a number between 1 and 65535`)
        } else {
          if (parseIpAddress(value.text) === null)
            return reader.fail(`'addr' expects an IP address, but got '${value.text}'`)
          host = value.text
        }
      } else
        return reader.fail(
          `expects 'comment', 'port', 'addr', 'send-proxy', 'ssl', 'sni', 'alpn', 'via-socks4', 'linger' or 'default', but got '${text}'`,
        )
    }
    const label = typeof port === 'number' ? `connect port ${port}` : 'connect'
    return {
      kind: 'connect',
      label,
      comment,
      timeoutStatus: 'L4TOUT',
      hasPort: port !== null,
      speaksTls: way.speaksTls,
      bind(binder) {
        const portOf =
          port === null || typeof port === 'number' ? () => port as number | null : binder.expression(port, 'sint')
        const address = host === null ? null : parseIpAddress(host)
        return (run) =>
          connectOnce(run, () => {
            const chosen = portOf(run.context)
            const target = redirect(run.surroundings.address, address, chosen === null ? null : Number(chosen))
            return run.connect(target, way)
          })
      },
    }
  },
)

function redirect(
  base: SocketAddress | null,
  address: ReturnType<typeof parseIpAddress>,
  port: number | null,
): SocketAddress | null {
  if (base?.kind !== 'ip') return address === null ? base : { kind: 'ip', address, port: port ?? 0 }
  return { kind: 'ip', address: address ?? base.address, port: port ?? base.port }
}

export const connect = defineAction({
  name: 'connect',
  summary: 'Opens a connection for the following rules of the check.',
  manual: '4.2',
  rulesets: ['tcp-check', 'http-check'],
  params: [connection],
  bind: bindRule,
})
