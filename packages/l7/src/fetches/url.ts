/** Fetches over the request line: method, target and its parts (manual 7.3.6). */
import { avalanche, type IpAddress, parseIpAddress } from '@weir/base'
import { defineFetch, oneOf, optional, type SampleContext, text } from '@weir/keyword'
import { textOfBytes } from '@weir/sample'
import { leadingInteger } from '../header-values.ts'
import { parametersOf, pathAndQuery, pathOf, queryOf } from '../uri.ts'
import { messageOf } from './hdr.ts'

const uriOf = (context: SampleContext): string | null => messageOf(context, 'request')?.uri ?? null

export const method = defineFetch({
  name: 'method',
  summary: 'The method of the request.',
  manual: '7.3.6',
  out: 'meth',
  source: 'stream request',
  needsHttp: true,
  params: [],
  bind: () => (context) => messageOf(context, 'request')?.method ?? null,
})

export const url = defineFetch({
  name: 'url',
  summary: 'The request target as it stands in the request line.',
  manual: '7.3.6',
  out: 'str',
  source: 'request',
  needsHttp: true,
  params: [],
  bind: () => uriOf,
})

export const path = defineFetch({
  name: 'path',
  summary: 'The path of the request target, without the query.',
  manual: '7.3.6',
  out: 'str',
  source: 'request',
  needsHttp: true,
  params: [],
  bind: () => (context) => {
    const uri = uriOf(context)
    return uri === null ? null : pathOf(uri)
  },
})

export const pathq = defineFetch({
  name: 'pathq',
  summary: 'The path of the request target with the query.',
  manual: '7.3.6',
  out: 'str',
  source: 'request',
  needsHttp: true,
  params: [],
  bind: () => (context) => {
    const uri = uriOf(context)
    return uri === null ? null : pathAndQuery(uri)
  },
})

export const query = defineFetch({
  name: 'query',
  summary: 'The query of the request target, without the question mark unless `with_qm` asks for it.',
  manual: '7.3.6',
  out: 'str',
  source: 'request',
  needsHttp: true,
  params: [optional(oneOf('options', ['with_qm']))],
  bind:
    ([withMark]) =>
    (context) => {
      const uri = uriOf(context)
      if (uri === null) return null
      const found = queryOf(uri)
      if (found === null) return null
      return withMark === undefined || found === '' ? found : `?${found}`
    },
})

function hostOf(context: SampleContext): string {
  return messageOf(context, 'request')?.first('\r\nhost: ') ?? ''
}

function baseOf(context: SampleContext, part: (uri: string) => string | null): string | null {
  const uri = uriOf(context)
  if (uri === null) return null
  const host = hostOf(context)
  const path = part(uri)
  if (host === '') return path
  return path?.startsWith('/') === true ? host + path : host
}

export const base = defineFetch({
  name: 'base',
  summary: 'The Host header followed by the path.',
  manual: '7.3.6',
  out: 'str',
  source: 'request',
  needsHttp: true,
  params: [],
  bind: () => (context) => baseOf(context, pathOf),
})

export const baseq = defineFetch({
  name: 'baseq',
  summary: 'The Host header followed by the path and the query.',
  manual: '7.3.6',
  out: 'str',
  source: 'request',
  needsHttp: true,
  params: [],
  bind: () => (context) => baseOf(context, pathAndQuery),
})

/** SDBM with a full avalanche (manual 7.3.6, `base32`). */
function hash32(input: string): number {
  let hash = 0
  for (let at = 0; at < input.length; at++) {
    // Bytes count as signed, unlike in the converter of that name (as the oracle shows).
    const byte = (input.charCodeAt(at) << 24) >> 24
    hash = (byte + (hash << 6) + (hash << 16) - hash) | 0
  }
  return avalanche(hash >>> 0)
}

/** Four bytes of hash in network order, followed by the client's address. */
function withSource(hash: number, context: SampleContext): Uint8Array {
  const source = context.stream?.sourceAddress
  const address = source?.kind === 'ip' ? source.address.bytes : new Uint8Array(0)
  const bytes = new Uint8Array(4 + address.length)
  new DataView(bytes.buffer).setUint32(0, hash)
  bytes.set(address, 4)
  return bytes
}

export const base32 = defineFetch({
  name: 'base32',
  summary: 'A 32-bit hash of `base`.',
  manual: '7.3.6',
  out: 'sint',
  source: 'request',
  needsHttp: true,
  params: [],
  bind: () => (context) => {
    const value = baseOf(context, pathOf)
    return value === null ? null : hash32(value)
  },
})

export const base32Source = defineFetch({
  name: 'base32+src',
  summary: "A hash of `base` followed by the client's address, to track both at once.",
  manual: '7.3.6',
  out: 'bin',
  source: 'request',
  needsHttp: true,
  params: [],
  bind: () => (context) => {
    const value = baseOf(context, pathOf)
    return value === null ? null : withSource(hash32(value), context)
  },
})

const hostAndUri = (context: SampleContext): string | null => {
  const uri = uriOf(context)
  return uri === null ? null : `${hostOf(context)}${pathAndQuery(uri) ?? ''}`
}

export const url32 = defineFetch({
  name: 'url32',
  summary: 'A 32-bit hash of the Host header and the path with its query.',
  manual: '7.3.6',
  out: 'sint',
  source: 'request',
  needsHttp: true,
  params: [],
  bind: () => (context) => {
    const value = hostAndUri(context)
    return value === null ? null : hash32(value)
  },
})

export const url32Source = defineFetch({
  name: 'url32+src',
  summary: "A hash of `url32`'s input followed by the client's address.",
  manual: '7.3.6',
  out: 'bin',
  source: 'request',
  needsHttp: true,
  params: [],
  bind: () => (context) => {
    const value = hostAndUri(context)
    return value === null ? null : withSource(hash32(value), context)
  },
})

/** Address and port of an absolute target that begins with an address; names are not resolved. */
function authorityOf(context: SampleContext): { readonly address: IpAddress; readonly port: number } | null {
  const uri = uriOf(context)
  const match = uri === null ? null : /^([A-Za-z][A-Za-z0-9+.-]*):\/\/(\[[^\]]*\]|[^:/?]*)(?::([0-9]+))?/.exec(uri)
  if (match === null) return null
  const address = parseIpAddress(match[2]!.replace(/^\[|\]$/g, ''))
  if (address === null) return null
  const port = match[3] === undefined ? (match[1]!.toLowerCase() === 'https' ? 443 : 80) : Number(match[3])
  return { address, port }
}

export const urlIp = defineFetch({
  name: 'url_ip',
  summary: 'The IPv4 address in an absolute request target.',
  manual: '7.3.6',
  out: 'ipv4',
  source: 'request',
  needsHttp: true,
  params: [],
  bind: () => (context) => {
    const address = authorityOf(context)?.address ?? null
    return address?.family === 4 ? address : null
  },
})

export const urlPort = defineFetch({
  name: 'url_port',
  summary: 'The port in an absolute request target, or the default one of its scheme.',
  manual: '7.3.6',
  out: 'sint',
  source: 'request',
  needsHttp: true,
  params: [],
  bind: () => (context) => authorityOf(context)?.port ?? null,
})

const parameterParams = [
  optional(text('name')),
  optional(text('delimiter')),
  optional(oneOf('options', ['i'])),
] as const

/** Values of a parameter of the query; `delimiter` is what stands in front of the query. */
function urlParameters(
  context: SampleContext,
  name: string | undefined,
  delimiter: string | undefined,
  ignoresCase: boolean,
): string[] {
  const uri = uriOf(context)
  if (uri === null) return []
  const start = delimiter === undefined || delimiter === '' ? '?' : delimiter[0]!
  const mark = uri.indexOf(start)
  return mark < 0 ? [] : valuesNamed(parametersOf(uri.slice(mark + 1), start), name, ignoresCase)
}

export function valuesNamed(
  parameters: readonly (readonly [string, string])[],
  name: string | undefined,
  ignoresCase: boolean,
): string[] {
  const fold = (text: string): string => (ignoresCase ? text.toLowerCase() : text)
  const wanted = name === undefined ? null : fold(name)
  return parameters.filter(([key]) => wanted === null || fold(key) === wanted).map(([, value]) => value)
}

export const urlParameter = defineFetch({
  name: 'url_param',
  aliases: ['urlp'],
  summary: 'The value of a parameter of the query, the first one without a name.',
  manual: '7.3.6',
  out: 'str',
  source: 'request',
  needsHttp: true,
  params: parameterParams,
  bind:
    ([name, delimiter, options]) =>
    (context) =>
      urlParameters(context, name, delimiter, options === 'i')[0] ?? null,
  bindEach:
    ([name, delimiter, options]) =>
    (context, visit) =>
      urlParameters(context, name, delimiter, options === 'i').some((value) => visit(value, context)),
})

export const urlParameterInteger = defineFetch({
  name: 'urlp_val',
  summary: 'The value of a parameter of the query as an integer.',
  manual: '7.3.6',
  out: 'sint',
  source: 'request',
  needsHttp: true,
  params: parameterParams,
  bind:
    ([name, delimiter, options]) =>
    (context) => {
      const value = urlParameters(context, name, delimiter, options === 'i')[0]
      return value === undefined ? null : leadingInteger(value)
    },
  bindEach:
    ([name, delimiter, options]) =>
    (context, visit) =>
      urlParameters(context, name, delimiter, options === 'i').some((value) => visit(leadingInteger(value), context)),
})

const bodyOf = (context: SampleContext): Uint8Array | null => {
  const transaction = context.transaction
  return transaction === undefined || transaction === null ? null : transaction.peekBody().bytes
}

export const requestBody = defineFetch({
  name: 'req.body',
  summary: 'What has come of the request body, which `option http-buffer-request` or `wait-for-body` hold back.',
  manual: '7.3.6',
  out: 'bin',
  source: 'request',
  needsHttp: true,
  params: [],
  bind: () => bodyOf,
})

export const requestBodyLength = defineFetch({
  name: 'req.body_len',
  summary: 'How many bytes of the request body are at hand.',
  manual: '7.3.6',
  out: 'sint',
  source: 'request',
  needsHttp: true,
  params: [],
  bind: () => (context) => bodyOf(context)?.length ?? null,
})

export const requestBodySize = defineFetch({
  name: 'req.body_size',
  summary: 'The announced size of the request body, or what has come of it when it is chunked.',
  manual: '7.3.6',
  out: 'sint',
  source: 'request',
  needsHttp: true,
  params: [],
  bind: () => (context) => {
    const request = messageOf(context, 'request')
    if (request === null) return null
    return request.contentLength >= 0 ? request.contentLength : (bodyOf(context)?.length ?? 0)
  },
})

export const requestBodyParameter = defineFetch({
  name: 'req.body_param',
  summary: 'The value of a parameter of an `application/x-www-form-urlencoded` body.',
  manual: '7.3.6',
  out: 'str',
  declaredOut: 'bin',
  source: 'request',
  needsHttp: true,
  params: [optional(text('name')), optional(oneOf('options', ['i']))],
  bind:
    ([name, options]) =>
    (context) => {
      const body = bodyOf(context)
      if (body === null) return null
      const value = valuesNamed(parametersOf(textOfBytes(body)), name, options === 'i')[0]
      return value ?? null
    },
})
