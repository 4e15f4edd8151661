/** `option forwarded`: an element of the Forwarded header (RFC 7239) for each request. */
import { parseIpAddress } from '@weir/base'
import type { Binder, ExpressionNode, SampleContext } from '@weir/keyword'
import { isValidForwarded } from '@weir/sample'
import type { Transaction } from './transaction.ts'

/** Where a part comes from: what the connection tells, or an expression. */
export type ForwardedSource = 'own' | ExpressionNode

/** The option as written; null for parts that are left out. */
export interface ForwardedNode {
  readonly proto: boolean
  readonly host: ForwardedSource | null
  readonly by: ForwardedSource | null
  readonly byPort: ForwardedSource | null
  readonly for: ForwardedSource | null
  readonly forPort: ForwardedSource | null
}

/** Adds the element to a request. */
export type AddForwarded = (transaction: Transaction) => void

type Text = (transaction: Transaction) => string | null
type Address = Transaction['sourceAddress']

const needle = '\r\nforwarded: '
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
const obfuscated = /^_[A-Za-z0-9._-]+$/

export function bindForwarded(node: ForwardedNode, binder: Binder): AddForwarded {
  const bind = (source: ForwardedSource | null, own: Text): Text | null => {
    if (source === null) return null
    if (source === 'own') return own
    const evaluate = binder.expression(source, 'str')
    return (transaction) => evaluate(transaction as SampleContext)
  }
  const host = bind(node.host, ({ request }) => request.first('\r\nhost: '))
  const by = bindNode(
    bind(node.by, ({ destinationAddress }) => hostOf(destinationAddress)),
    bind(node.byPort, ({ destinationAddress }) => portOf(destinationAddress)),
  )
  const from = bindNode(
    bind(node.for, ({ sourceAddress }) => hostOf(sourceAddress)),
    bind(node.forPort, ({ sourceAddress }) => portOf(sourceAddress)),
  )
  return (transaction) => {
    const parts: string[] = []
    if (node.proto) parts.push(`proto=${transaction.session.connection.tls == null ? 'http' : 'https'}`)
    const name = host?.(transaction) ?? null
    if (name !== null) parts.push(`host=${token.test(name) ? name : quote(name)}`)
    if (by !== null) parts.push(`by=${by(transaction)}`)
    if (from !== null) parts.push(`for=${from(transaction)}`)
    if (parts.length > 0) append(transaction, parts.join(';'))
  }
}

/** An element behind those that are there, as long as they can be understood; otherwise in a header of its own. */
function append({ request }: Transaction, element: string): void {
  const last = request.all(needle).at(-1)
  if (last === undefined || isValidForwarded(last) !== true) {
    request.add('forwarded', element)
    return
  }
  let left = request.all(needle).length
  request.edit((name, value) => (name === 'forwarded' && --left === 0 ? `${value},${element}` : value))
}

/** RFC 7239 §6: an address or a made-up name, with a port or without; `unknown` for what is neither. */
function bindNode(name: Text | null, port: Text | null): ((transaction: Transaction) => string) | null {
  if (name === null) return null
  return (transaction) => {
    const node = nodeName(name(transaction))
    if (node === null) return 'unknown'
    const tail = port === null ? null : nodePort(port(transaction))
    const text = tail === null ? node : `${node}:${tail}`
    return text.includes(':') ? `"${text}"` : text
  }
}

function nodeName(text: string | null): string | null {
  if (text === null) return null
  const address = parseIpAddress(text)
  if (address !== null) return address.family === 6 ? `[${address}]` : String(address)
  const hidden = text.startsWith('_') ? text : `_${text}`
  return obfuscated.test(hidden) ? hidden : null
}

function nodePort(text: string | null): string | null {
  if (text === null) return null
  if (/^\d+$/.test(text)) return Number(text) >= 1 && Number(text) <= 65535 ? text : null
  const hidden = text.startsWith('_') ? text : `_${text}`
  return obfuscated.test(hidden) ? hidden : null
}

const hostOf = (address: Address): string | null => (address?.kind === 'ip' ? address.address.toString() : null)
const portOf = (address: Address): string | null => (address?.kind === 'ip' ? String(address.port) : null)

const quote = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`
