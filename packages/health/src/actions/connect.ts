import type { AddressRules, SocketAddress } from '@weir/base'
import {
  custom,
  defineAction,
  type ExpressionNode,
  FAILED,
  type Failed,
  parseInteger,
  readSocketAddress,
} from '@weir/keyword'
import { isSpecific } from '../check-address.ts'
import { type CheckWay, plainWay } from '../check-connection.ts'
import { bindRule, type CheckRule } from '../check-rule.ts'
import { connectOnce } from '../check-step.ts'
import { serverCheckOptions } from '../options.ts'

const withArgument = new Set(['comment', 'addr', 'port', 'sni', 'alpn', 'proto'])

const addressRules: AddressRules = { socket: 'stream', port: 'optional' }

const connection = (checks: 'http-check' | 'tcp-check') =>
  custom(
    'settings',
    '[default] [port <expr>] [addr <address>] [send-proxy] [via-socks4] [ssl] [sni <name>] [alpn <names>] [linger] [proto <name>] [comment <msg>]',
    (reader): CheckRule | Failed => {
      let port: number | ExpressionNode | null = null
      let address: SocketAddress | null = null
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
          else if (text === 'proto') {
            const problem = problemOfProtocol(value.text, checks)
            if (problem !== null) return reader.fail(problem)
            way = { ...way, protocol: value.text === 'h1' || value.text === 'h2' ? value.text : null }
          } else if (text === 'sni') way = { ...way, serverName: value.text }
          else if (text === 'alpn') {
            const alpn = value.text.split(',').filter((name) => name !== '')
            if (alpn.some((name) => name.length > 255))
              return reader.fail(`'alpn' expects names of 255 bytes at most, but got '${value.text}'`)
            way = { ...way, alpn }
          } else if (text === 'port') {
            port = Number(value.text)
            if (port < 1 || port > 65535) return reader.fail(`'port' expects a number between 1 and 65535`)
          } else {
            const place = readSocketAddress(reader, value, addressRules, `'connect' : `)
            if (place === FAILED) return FAILED
            address = place
          }
        } else
          return reader.fail(
            `expects 'comment', 'port', 'addr', 'send-proxy', 'ssl', 'sni', 'alpn', 'via-socks4', 'linger', 'proto' or 'default', but got '${text}'`,
          )
      }
      const label = typeof port === 'number' ? `connect port ${port}` : 'connect'
      return {
        kind: 'connect',
        label,
        comment,
        timeoutStatus: 'L4TOUT',
        hasPort: port !== null || (address?.kind === 'ip' && address.port > 0),
        speaksTls: way.speaksTls,
        bind(binder) {
          const portOf =
            port === null || typeof port === 'number' ? () => port as number | null : binder.expression(port, 'sint')
          return (run) =>
            connectOnce(run, () => {
              const chosen = portOf(run.context)
              const { server, address: base } = run.surroundings
              const checkPort = server?.options.get(serverCheckOptions).port ?? 0
              return run.connect(redirect(base, address, chosen === null ? null : Number(chosen), checkPort), way)
            })
        },
      }
    },
  )

/** What is wrong with the protocol that a check is to speak, or null. */
function problemOfProtocol(name: string, checks: 'http-check' | 'tcp-check'): string | null {
  if (!['none', 'h1', 'h2', 'fcgi'].includes(name)) return `'proto' : unknown MUX protocol '${name}'`
  if ((name === 'none') !== (checks === 'tcp-check')) return `'proto' : invalid MUX protocol '${name}' for ${checks}.`
  return name === 'fcgi'
    ? "'proto' : 'fcgi' is known to HAProxy, but not supported by Weir: checks speak HTTP/1 and HTTP/2"
    : null
}

/** Where the rule leads: what it says counts before the address of the check. */
function redirect(
  base: SocketAddress | null,
  address: SocketAddress | null,
  port: number | null,
  checkPort: number,
): SocketAddress | null {
  if (address === null || !isSpecific(address)) return base?.kind === 'ip' && port !== null ? { ...base, port } : base
  if (address.kind === 'unix') return address
  const ownPort = address.port > 0 ? address.port : null
  return { ...address, port: port ?? ownPort ?? (base?.kind === 'ip' ? base.port : checkPort) }
}

export const connect = (['tcp-check', 'http-check'] as const).map((checks) =>
  defineAction({
    name: 'connect',
    summary: 'Opens a connection for the following rules of the check.',
    manual: '4.2',
    rulesets: [checks],
    params: [connection(checks)],
    bind: bindRule,
  }),
)
