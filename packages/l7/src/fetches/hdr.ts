/** Fetches over header fields: `hdr`, `req.hdr`, `res.hdr` and their relatives (manual 7.3.6). */
import { type IpAddress, parseIpAddress } from '@weir/base'
import { defineFetch, int, optional, type SampleContext, text } from '@weir/keyword'
import { responseOf } from '../check-answer.ts'
import { headerValueAt, headerValues, leadingInteger, occurrenceOf } from '../header-values.ts'
import { countHeaderValues, visitHeaderValues } from '../header-visit.ts'
import { inspectedRequest } from '../inspected-request.ts'
import { headerNeedle, type Message } from '../message.ts'

type Side = 'request' | 'response' | 'message'

/** The message a fetch looks at: the one of its side, or for `hdr` the one that the rule is about. */
export function messageOf(context: SampleContext, side: Side): Message | null {
  const transaction = context.transaction
  if (transaction === undefined || transaction === null) {
    if (side === 'request') return inspectedRequest(context)
    return responseOf(context) ?? (side === 'message' ? inspectedRequest(context) : null)
  }
  if (side === 'request') return transaction.request.head === '' ? null : transaction.request
  if (side === 'response') return transaction.response
  return transaction.response ?? transaction.request
}

/** HAProxy remembers the last ten. */
const params = [optional(text('name')), optional(int('occurrence', { min: -10 }))] as const
const nameOnly = [optional(text('name'))] as const

const needleOf = (name: string | undefined): string | null =>
  name === undefined || name === '' ? null : headerNeedle(name)

/** Without a name it is a value of all headers, but without an occurrence either nothing (seen in the oracle). */
function valueAt(
  message: Message,
  needle: string | null,
  isFull: boolean,
  occurrence: number | undefined,
): string | null {
  if (needle !== null) return headerValueAt(message, needle, isFull, occurrence ?? -1)
  return occurrence === undefined ? null : occurrenceOf(headerValues(message, null, isFull), occurrence)
}

interface Variant {
  readonly name: string
  readonly aliases: readonly string[]
  readonly side: Side
  readonly isFull: boolean
}

const variants: readonly Variant[] = [
  { name: 'hdr', aliases: [], side: 'message', isFull: false },
  { name: 'req.hdr', aliases: [], side: 'request', isFull: false },
  { name: 'req.fhdr', aliases: [], side: 'request', isFull: true },
  { name: 'res.hdr', aliases: ['shdr'], side: 'response', isFull: false },
  { name: 'res.fhdr', aliases: [], side: 'response', isFull: true },
]

export const headerFetches = variants.map(({ name, aliases, side, isFull }) =>
  defineFetch({
    name,
    aliases,
    summary: isFull
      ? `The value of a whole header line of the ${side}, by default the last one.`
      : `One comma-separated value of a header of the ${side}, by default the last one.`,
    manual: '7.3.6',
    out: 'str',
    source: side,
    needsHttp: true,
    params,
    bind([header, occurrence]) {
      const needle = needleOf(header)
      if (needle !== null && isFull && occurrence === 1)
        return (context) => messageOf(context, side)?.first(needle) ?? null
      return (context) => {
        const message = messageOf(context, side)
        return message === null ? null : valueAt(message, needle, isFull, occurrence)
      }
    },
    bindEach([header, occurrence]) {
      const needle = needleOf(header)
      return (context, visit) => {
        const message = messageOf(context, side)
        if (message === null) return false
        if (needle === null) {
          const values = headerValues(message, null, isFull)
          if (occurrence === undefined) return values.some((value) => visit(value, context))
          const value = occurrenceOf(values, occurrence)
          return value !== null && visit(value, context)
        }
        if (occurrence === undefined) return visitHeaderValues(message, needle, isFull, visit, context)
        const value = headerValueAt(message, needle, isFull, occurrence)
        return value !== null && visit(value, context)
      }
    },
  }),
)

const counted: readonly Variant[] = [
  { name: 'req.hdr_cnt', aliases: ['hdr_cnt'], side: 'request', isFull: false },
  { name: 'req.fhdr_cnt', aliases: [], side: 'request', isFull: true },
  { name: 'res.hdr_cnt', aliases: ['shdr_cnt'], side: 'response', isFull: false },
  { name: 'res.fhdr_cnt', aliases: [], side: 'response', isFull: true },
]

export const headerCountFetches = counted.map(({ name, aliases, side, isFull }) =>
  defineFetch({
    name,
    aliases,
    summary: `The number of ${isFull ? 'lines' : 'comma-separated values'} of a header of the ${side}.`,
    manual: '7.3.6',
    out: 'sint',
    source: side,
    needsHttp: true,
    params: nameOnly,
    bind([header]) {
      const needle = needleOf(header)
      return (context) => {
        const message = messageOf(context, side)
        if (message === null) return null
        return needle === null ? headerValues(message, null, isFull).length : countHeaderValues(message, needle, isFull)
      }
    },
  }),
)

/** `1.2.3.4`, `1.2.3.4:80`, `::1`; neither brackets nor quotes (as the oracle shows). */
export function addressIn(value: string): IpAddress | null {
  const bare = value.trim()
  const withPort = /^([0-9.]+):[0-9]+$/.exec(bare)
  return parseIpAddress(withPort === null ? bare : withPort[1]!)
}

const sides = [
  { side: 'request', prefix: 'req', alias: 'hdr' },
  { side: 'response', prefix: 'res', alias: 'shdr' },
] as const

export const headerAddressFetches = sides.map(({ side, prefix, alias }) =>
  defineFetch({
    name: `${prefix}.hdr_ip`,
    aliases: [`${alias}_ip`],
    summary: `A value of a header of the ${side} as an address.`,
    manual: '7.3.6',
    out: 'addr',
    source: side,
    needsHttp: true,
    params,
    bind([header, occurrence]) {
      const needle = needleOf(header)
      return (context) => {
        const message = messageOf(context, side)
        if (message === null) return null
        const value = valueAt(message, needle, false, occurrence)
        return value === null ? null : addressIn(value)
      }
    },
    bindEach([header, occurrence]) {
      const needle = needleOf(header)
      return (context, visit) => {
        const message = messageOf(context, side)
        if (message === null) return false
        const values = headerValues(message, needle, false)
        const wanted = occurrence === undefined ? values : [occurrenceOf(values, occurrence)]
        return wanted.some((value) => {
          const address = value === null ? null : addressIn(value)
          return address !== null && visit(address, context)
        })
      }
    },
  }),
)

export const headerIntegerFetches = sides.map(({ side, prefix, alias }) =>
  defineFetch({
    name: `${prefix}.hdr_val`,
    aliases: [`${alias}_val`],
    summary: `A value of a header of the ${side} as an integer.`,
    manual: '7.3.6',
    out: 'sint',
    source: side,
    needsHttp: true,
    params,
    bind([header, occurrence]) {
      const needle = needleOf(header)
      return (context) => {
        const message = messageOf(context, side)
        if (message === null) return null
        const value = valueAt(message, needle, false, occurrence)
        return value === null ? null : leadingInteger(value)
      }
    },
    bindEach([header, occurrence]) {
      const needle = needleOf(header)
      return (context, visit) => {
        const message = messageOf(context, side)
        if (message === null) return false
        const values = headerValues(message, needle, false)
        const wanted = occurrence === undefined ? values : [occurrenceOf(values, occurrence)]
        return wanted.some((value) => value !== null && visit(leadingInteger(value), context))
      }
    },
  }),
)

export const headerNamesFetches = sides.map(({ side, prefix }) =>
  defineFetch({
    name: `${prefix}.hdr_names`,
    summary: `The names of all headers of the ${side}, joined by the first character of the delimiter.`,
    manual: '7.3.6',
    out: 'str',
    source: side,
    needsHttp: true,
    params: [optional(text('delimiter'))],
    bind: ([delimiter]) => {
      const joint = delimiter === undefined || delimiter === '' ? ',' : delimiter[0]!
      return (context) =>
        messageOf(context, side)
          ?.entries()
          .map(([header]) => header)
          .join(joint) ?? null
    },
  }),
)

export const headersFetches = sides.map(({ side, prefix }) =>
  defineFetch({
    name: `${prefix}.hdrs`,
    summary: `All headers of the ${side} as they would be sent, with the empty line that ends them.`,
    manual: '7.3.6',
    out: 'bin',
    source: side,
    needsHttp: true,
    params: [],
    bind: () => (context) => {
      const message = messageOf(context, side)
      return message === null ? null : Buffer.from(message.head.slice(message.lineEnd + 2), 'latin1')
    },
  }),
)

export const headersBinaryFetches = sides.map(({ side, prefix }) =>
  defineFetch({
    name: `${prefix}.hdrs_bin`,
    summary: `All headers of the ${side} as length-prefixed names and values, ended by two empty strings.`,
    manual: '7.3.6',
    out: 'bin',
    source: side,
    needsHttp: true,
    params: [],
    bind: () => (context) => {
      const message = messageOf(context, side)
      return message === null ? null : encodeHeaders(message.entries())
    },
  }),
)

/** Lengths in SPOP's variable-length integers: up to 239 in one byte. */
export function encodeHeaders(entries: readonly (readonly [string, string])[]): Uint8Array {
  const bytes: number[] = []
  const put = (text: string): void => {
    let length = text.length
    if (length < 240) bytes.push(length)
    else {
      bytes.push((length & 0xff) | 240)
      length = (length - 240) >>> 4
      while (length >= 128) {
        bytes.push((length & 0xff) | 128)
        length = (length - 128) >>> 7
      }
      bytes.push(length)
    }
    for (let at = 0; at < text.length; at++) bytes.push(text.charCodeAt(at))
  }
  for (const [name, value] of entries) {
    put(name)
    put(value)
  }
  bytes.push(0, 0)
  return Uint8Array.from(bytes)
}
