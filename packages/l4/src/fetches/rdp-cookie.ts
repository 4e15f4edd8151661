import { defineFetch, optional, type SampleContext, text } from '@weir/keyword'
import { inspectedBytes, needsMore } from '../inspected-bytes.ts'

/**
 * The cookie of an RDP connection request (MS-RDPBCGR 2.2.1.1): TPKT version 3, X.224 connection request, then a line
 * `Cookie: name=value` that ends in CR LF. Names are of either case, as to HAProxy.
 */
export function readRdpCookie(context: SampleContext, name: string | undefined): string | null {
  const bytes = inspectedBytes(context, 'request')
  if (bytes === null) return null
  const header = [3, 0]
  for (const [index, expected] of header.entries()) {
    if (bytes.length > index && bytes[index] !== expected) return null
  }
  if (bytes.length < 11) return needsMore(context)
  if (bytes[5] !== 0xe0) return null
  const line = Buffer.from(bytes.subarray(11)).toString('latin1')
  const end = line.indexOf('\r\n')
  const prefix = 'Cookie: '
  if (!line.startsWith(prefix.slice(0, line.length))) return null
  if (end < 0) return needsMore(context)
  const cookie = line.slice(prefix.length, end)
  const equals = cookie.indexOf('=')
  if (equals < 0 || (name !== undefined && cookie.slice(0, equals).toLowerCase() !== name.toLowerCase())) return null
  return cookie.slice(equals + 1)
}

/** True when what is there could become the cookie. */
function isCut(bytes: Uint8Array, name: string | undefined): boolean {
  const line = Buffer.from(bytes.subarray(11)).toString('latin1')
  const wanted = `Cookie: ${name === undefined ? '' : `${name}=`}`
  return bytes[5] === 0xe0 && !line.includes('\r\n') && (line.startsWith(wanted) || wanted.startsWith(line))
}

/** Up to the name of the cookie; what is shorter is not judged. */
const shortestRequest = 19

function countCookies(context: SampleContext, name: string | undefined): number | null {
  const bytes = inspectedBytes(context, 'request')
  if (bytes === null) return null
  const value = readRdpCookie(context, name)
  if (value !== null) return 1
  return context.isIncomplete || bytes.length < shortestRequest || isCut(bytes, name) ? null : 0
}

/** Manual 7.3.5. */
export const rdpFetches = [
  defineFetch({
    name: 'req.rdp_cookie',
    aliases: ['rdp_cookie'],
    summary: 'Gives the cookie of an RDP connection request, of any name unless one is given.',
    manual: '7.3.5',
    out: 'str',
    source: 'request',
    params: [optional(text('name'))],
    bind:
      ([name]) =>
      (context) =>
        readRdpCookie(context, name),
  }),
  defineFetch({
    name: 'req.rdp_cookie_cnt',
    aliases: ['rdp_cookie_cnt'],
    summary: 'Counts the cookies of an RDP connection request: 0 or 1.',
    manual: '7.3.5',
    out: 'sint',
    source: 'request',
    params: [optional(text('name'))],
    bind:
      ([name]) =>
      (context) =>
        countCookies(context, name),
  }),
]
