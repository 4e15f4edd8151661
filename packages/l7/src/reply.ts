import { defaultLimits, HeadParser } from './h1/head-parser.ts'
import { bufferedBytes, Message, partBytes } from './message.ts'

/** An answer that the proxy gives by itself. All texts are byte strings. */
export interface Reply {
  readonly status: number
  readonly reason: string
  /** Header lines with their CRLF, names in lower case, Content-Length among them. */
  readonly headers: string
  readonly headerCount: number
  readonly body: string
  /** What the log shows instead of `status`: the error that a redirection or a page of another status stands for. */
  readonly loggedStatus?: number
  /** 10 for HTTP/1.0, which an error page may be. */
  readonly version?: 10 | 11
  /** The connection ends with the answer. */
  readonly closes?: boolean
}

/** What a reply takes in a buffer, its body included. */
export function bufferedBytesOf({ reason, headers, headerCount, body }: Reply): number {
  const headLength = 'HTTP/1.1 200 '.length + reason.length + 2 + headers.length + 2
  return bufferedBytes(headLength, headerCount) + (body === '' ? 0 : partBytes + body.length)
}

/** The page for an error, which the log tells of whatever the page says of itself. */
export function pageFor(status: number, page: Reply): Reply {
  return page.status === status ? page : { ...page, loggedStatus: status }
}

/** Makes a reply from named headers; Content-Length is put where `headers` says, or last. */
export function createReply(
  status: number,
  headers: readonly (readonly [string, string])[],
  body: string,
  reason: string = reasonOf(status),
): Reply {
  let lines = ''
  for (const [name, value] of headers) lines += `${name}: ${value}\r\n`
  return { status, reason, headers: lines, headerCount: headers.length, body }
}

/** Reason phrases as HAProxy writes them. */
const reasons: Readonly<Record<number, string>> = {
  100: 'Continue',
  101: 'Switching Protocols',
  102: 'Processing',
  103: 'Early Hints',
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  203: 'Non-Authoritative Information',
  204: 'No Content',
  205: 'Reset Content',
  206: 'Partial Content',
  207: 'Multi-Status',
  210: 'Content Different',
  226: 'IM Used',
  300: 'Multiple Choices',
  301: 'Moved Permanently',
  302: 'Moved Temporarily',
  303: 'See Other',
  304: 'Not Modified',
  305: 'Use Proxy',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  310: 'Too many Redirects',
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  407: 'Proxy Authentication Required',
  408: 'Request Time-out',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  412: 'Precondition Failed',
  413: 'Request Entity Too Large',
  414: 'Request-URI Too Long',
  415: 'Unsupported Media Type',
  416: 'Requested range unsatisfiable',
  417: 'Expectation failed',
  418: "I'm a teapot",
  421: 'Misdirected Request',
  422: 'Unprocessable Content',
  423: 'Locked',
  424: 'Method failure',
  425: 'Too Early',
  426: 'Upgrade Required',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  444: 'No Response',
  449: 'Retry With',
  450: 'Blocked by Windows Parental Controls',
  451: 'Unavailable For Legal Reasons',
  456: 'Unrecoverable Error',
  499: 'client has closed connection',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway or Proxy Error',
  503: 'Service Unavailable',
  504: 'Gateway Time-out',
  505: 'HTTP Version not supported',
  506: 'Variant also negociate',
  507: 'Insufficient storage',
  508: 'Loop detected',
  509: 'Bandwidth Limit Exceeded',
  510: 'Not extended',
  511: 'Network authentication required',
  520: 'Web server is returning an unknown error',
}

const reasonsByClass = ['Other', 'Informational', 'Success', 'Redirection', 'Client Error', 'Server Error'] as const

/** The reason phrase of a status code; its class for unknown ones. */
export function reasonOf(status: number): string {
  return reasons[status] ?? reasonsByClass[Math.floor(status / 100)] ?? 'Other'
}

const page = (title: string, text: string): string => `<html><body><h1>${title}</h1>\n${text}\n</body></html>\n`

const builtIn: readonly (readonly [number, string, string])[] = [
  [200, 'OK', 'Service ready.'],
  [400, 'Bad request', 'Your browser sent an invalid request.'],
  [401, 'Unauthorized', 'You need a valid user and password to access this content.'],
  [403, 'Forbidden', 'Request forbidden by administrative rules.'],
  [404, 'Not Found', 'The resource could not be found.'],
  [405, 'Method Not Allowed', 'A request was made of a resource using a request method not supported by that resource'],
  [407, 'Unauthorized', 'You need a valid user and password to access this content.'],
  [408, 'Request Time-out', "Your browser didn't send a complete request in time."],
  [410, 'Gone', 'The resource is no longer available and will not be available again.'],
  [413, 'Payload Too Large', 'The request entity exceeds the maximum allowed.'],
  [414, 'URI Too Long', 'The requested URI exceeds the maximum allowed.'],
  [421, 'Misdirected Request', 'Request sent to a non-authoritative server.'],
  [422, 'Unprocessable Content', 'The server cannot process the contained instructions.'],
  [425, 'Too Early', 'Your browser sent early data.'],
  [429, 'Too Many Requests', 'You have sent too many requests in a given amount of time.'],
  [431, 'Request Header Fields Too Large', 'The request header fields exceed the maximum allowed.'],
  [500, 'Internal Server Error', 'An internal server error occurred.'],
  [501, 'Not Implemented', '.The server does not support the functionality required to fulfill the request.'],
  [502, 'Bad Gateway', 'The server returned an invalid or incomplete response.'],
  [503, 'Service Unavailable', 'No server is available to handle this request.'],
  [504, 'Gateway Time-out', "The server didn't respond in time."],
]

/** The built-in error pages by status, byte for byte HAProxy's. 400 and 408 close the connection. */
export const defaultReplies: ReadonlyMap<number, Reply> = new Map(
  builtIn.map(([status, reason, text]) => {
    const body = page(`${status} ${reason}`, text)
    const headers: [string, string][] = [
      ['content-length', String(body.length)],
      ['cache-control', 'no-cache'],
      ['content-type', 'text/html'],
    ]
    return [status, { ...createReply(status, headers, body, reason), closes: status === 400 || status === 408 }]
  }),
)

/** The status codes that `errorfile`, `deny` and the like accept. */
export const errorStatuses: readonly number[] = [...defaultReplies.keys()]

/**
 * Reads a message as `errorfile` holds it: status line, headers, empty line, body. Without a Content-Length the end of the
 * connection ends it; the connection also ends where the page says so, as HTTP/1.0 does by its silence. Gives the reason when the text is no HTTP response, or one that a buffer does not hold.
 */
export function parseReply(text: string, bufferBytes = 16384): Reply | { readonly error: string } {
  const normalised = text.replace(/^(?:[^\n]*\n)*?\r?\n/, (head) => head.replace(/\r?\n/g, '\r\n'))
  const bytes = Buffer.from(normalised, 'latin1')
  const message = new Message()
  const parser = new HeadParser({ ...defaultLimits, headBytes: Number.POSITIVE_INFINITY, receivedBytes: bytes.length })
  const end = parser.parseResponse(bytes, 0, bytes.length, message)
  if (end <= 0) return { error: 'is not a valid HTTP response' }
  const body = normalised.slice(end)
  if (message.isChunked) return { error: 'chunk-encoded payload not supported' }
  const { contentLength } = message
  if (contentLength >= 0 && contentLength !== body.length) {
    return {
      error: `payload size does not match the announced content-length (${body.length} != ${contentLength})`,
    }
  }
  const excess = excessOf(normalised.slice(0, end), message, body, bufferBytes)
  if (excess !== null) return { error: `unable to add ${excess} into the HTX message` }
  const headers: [string, string][] = []
  for (const [name, value] of message.entries()) {
    if (name !== 'transfer-encoding' && name !== 'keep-alive' && name !== 'connection') headers.push([name, value])
  }
  const hasEnd = contentLength >= 0 || message.status === 204 || message.status === 304
  const version = message.version === 10 ? 10 : 11
  const closes = !hasEnd || (version === 10 ? !message.hasKeepAlive : message.hasClose)
  return { ...createReply(message.status, headers, body, message.reason), version, closes }
}

/** What of a message is too much for a buffer. Its own headers count, those of the connection, too. */
function excessOf(head: string, message: Message, body: string, bufferBytes: number): 'headers' | 'payload' | null {
  // Connection headers are no part of the message's head.
  const lines = head.split('\r\n').slice(1, -2)
  const headers = lines.map((line) => line.replace(/^([^:]*):[ \t]*(.*?)[ \t]*$/, '$1: $2'))
  const length = message.startLine.length + 4 + headers.reduce((sum, line) => sum + line.length + 2, 0)
  const usedBytes = bufferedBytes(length, headers.length)
  if (usedBytes > bufferBytes) return 'headers'
  return body !== '' && usedBytes + partBytes + body.length > bufferBytes ? 'payload' : null
}

/**
 * The bytes of a reply that is written before there is a message to answer to: a refused head, a request that did not
 * come in time. Such an answer always ends the connection.
 */
export function earlyReply(reply: Reply): string {
  const lines = reply.headers.split('\r\n')
  if (reply.closes === true) lines.splice(Math.min(2, lines.length - 1), 0, 'connection: close')
  return `HTTP/1.1 ${reply.status} ${reply.reason}\r\n${lines.join('\r\n')}\r\n${reply.body}`
}
