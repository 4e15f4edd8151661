/** An application behind FastCGI servers (manual 10). */
import type { Transaction } from '../transaction.ts'
import { decodePercent } from './decode-percent.ts'

type Condition = (transaction: Transaction) => boolean

export interface FcgiApp {
  readonly name: string
  readonly docroot: string
  readonly index: string | null
  /** `path-info`: one group for the script, another one for what is behind it. */
  readonly pathInfo: { exec(text: string): readonly (string | undefined)[] | null } | null
  readonly keepsConnection: boolean
  readonly params: readonly {
    readonly name: string
    readonly value: (transaction: Transaction) => string
    readonly condition: Condition | null
  }[]
  readonly passedHeaders: readonly { readonly name: string; readonly condition: Condition | null }[]
  readonly onStderr: (text: string) => void
  readonly software: string
}

/** Those that are for one hop, or that scripts see only when told so. */
const withheld: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** The parameters of a request (manual 10.2), or null when its path must not be matched against `path-info`. */
export function fcgiParams(transaction: Transaction, app: FcgiApp): readonly (readonly [string, string])[] | null {
  const { request, session } = transaction
  const { uri } = request
  const [rawPath = '', ...query] = pathOf(uri).split('?')
  const path = decodePercent(rawPath)
  const script = splitScript(app, path)
  if (script === null) return null
  const passed = new Set(
    app.passedHeaders.filter(({ condition }) => condition?.(transaction) !== false).map(({ name }) => name),
  )
  const pairs: [string, string][] = []
  for (const [name, value] of request.entries()) {
    if (name === 'content-type' || name === 'content-length') continue
    if (withheld.has(name) && !passed.has(name)) continue
    pairs.push([`HTTP_${name.toUpperCase().replaceAll('-', '_')}`, value])
  }
  const values = new Map<string, string>()
  const client = transaction.sourceAddress
  const own = transaction.destinationAddress
  const user = basicUser(request.first('\r\nauthorization: '))
  const set = (name: string, value: string | null): void => {
    if (value !== null) values.set(name, value)
  }
  set('GATEWAY_INTERFACE', 'CGI/1.1')
  set('SERVER_SOFTWARE', app.software)
  set('DOCUMENT_ROOT', app.docroot)
  set('SCRIPT_NAME', script.name)
  set('SCRIPT_FILENAME', `${app.docroot}${script.name}`)
  set('PATH_INFO', script.info)
  set('PATH_TRANSLATED', script.info === null ? null : `${app.docroot}${script.info}`)
  set('REQUEST_METHOD', request.method)
  set('REQUEST_URI', request.pathAndQuery)
  set('QUERY_STRING', query.length === 0 ? null : query.join('?'))
  set('SERVER_PROTOCOL', request.version === 11 ? 'HTTP/1.1' : 'HTTP/1.0')
  set('SERVER_NAME', request.first('\r\nhost: ') ?? (own?.kind === 'ip' ? own.address.toString() : null))
  set('SERVER_PORT', own?.kind === 'ip' ? String(own.port) : null)
  set('REMOTE_ADDR', client?.kind === 'ip' ? client.address.toString() : null)
  set('REMOTE_PORT', client?.kind === 'ip' ? String(client.port) : null)
  set('AUTH_TYPE', user === null ? null : 'Basic')
  set('REMOTE_USER', user)
  set('CONTENT_TYPE', request.first('\r\ncontent-type: '))
  set('CONTENT_LENGTH', request.isChunked ? lengthAtHand(transaction) : String(Math.max(0, request.contentLength)))
  set('HTTPS', session.connection.tls == null ? null : 'on')
  for (const { name, value, condition } of app.params) {
    if (condition?.(transaction) === false) continue
    const text = value(transaction)
    if (text !== '') values.set(name, text)
  }
  return [...pairs, ...values]
}

/** The length of a body in chunks, where all of it has come. */
function lengthAtHand({ client }: Transaction): string | null {
  const { isWhole, bytes } = client.peekBody()
  return isWhole ? String(bytes.length) : null
}

/** The part of a target that names a resource, without scheme and authority. */
const pathOf = (uri: string): string => uri.replace(/^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/?]*/, '') || '/'

function splitScript(app: FcgiApp, path: string): { readonly name: string; readonly info: string | null } | null {
  let name = path
  let info: string | null = null
  if (app.pathInfo !== null) {
    // A match could end at these, and tell only half of the path (manual 10.1.1).
    if (/[\n\0]/.test(path)) return null
    const groups = app.pathInfo.exec(path)
    if (groups !== null) {
      name = groups[1] ?? path
      info = groups[2] === undefined || groups[2] === '' ? null : groups[2]
    }
  }
  return { name: name.endsWith('/') && app.index !== null ? `${name}${app.index}` : name, info }
}

function basicUser(authorization: string | null): string | null {
  const found = /^basic +(\S+)/i.exec(authorization ?? '')
  if (found === null) return null
  const decoded = Buffer.from(found[1]!, 'base64').toString('latin1')
  const colon = decoded.indexOf(':')
  return colon < 0 ? null : decoded.slice(0, colon)
}
