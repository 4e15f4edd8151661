/** Facts of the exchange: status, versions, captures, identifiers (manual 7.3.6). */
import { defineFetch, int, type SampleContext } from '@weir/keyword'
import { terminationState } from '@weir/l4'
import { responseOf } from '../check-answer.ts'
import type { Message } from '../message.ts'
import { uniqueIdOf } from '../request-way.ts'
import { pathAndQuery } from '../uri.ts'

export const status = defineFetch({
  name: 'status',
  summary: 'The status that the client will see unless a later rule changes it.',
  manual: '7.3.6',
  out: 'sint',
  source: 'server connection',
  needsHttp: true,
  params: [],
  bind: () => (context) => responseOf(context)?.status ?? null,
})

export const txnStatus = defineFetch({
  name: 'txn.status',
  summary: 'The status that the log shows.',
  manual: '7.3.6',
  out: 'sint',
  source: 'server connection',
  needsHttp: true,
  params: [],
  bind: () => (context) => {
    const transaction = context.transaction
    return transaction === undefined || transaction === null || transaction.status < 0 ? null : transaction.status
  },
})

export const serverStatus = defineFetch({
  name: 'server_status',
  summary: 'The status that came from the server, 0 without one.',
  manual: '7.3.6',
  out: 'sint',
  source: 'server connection',
  needsHttp: true,
  params: [],
  bind: () => (context) => {
    const transaction = context.transaction
    return transaction === undefined || transaction === null ? null : Math.max(0, transaction.serverStatus)
  },
})

export const requestVersion = defineFetch({
  name: 'req.ver',
  aliases: ['req_ver'],
  summary: 'The HTTP version of the request, such as 1.1.',
  manual: '7.3.6',
  out: 'str',
  source: 'stream request',
  needsHttp: true,
  params: [],
  bind: () => (context) => versionOf(context.transaction?.receivedVersion),
})

/** What the response came in, also where its head says how HTTP/1 has it. */
function receivedVersionOf({ transaction }: SampleContext, response: Message | null): string | null {
  const link = transaction?.lastServerLink ?? null
  if (link !== null && link.response === response && link.httpMajor === 2) return 'HTTP/2.0'
  return response?.responseVersion ?? null
}

export const responseVersion = defineFetch({
  name: 'res.ver',
  aliases: ['resp_ver'],
  summary: 'The HTTP version of the response, such as 1.1.',
  manual: '7.3.6',
  out: 'str',
  source: 'server connection',
  needsHttp: true,
  params: [],
  bind: () => (context) => receivedVersionOf(context, responseOf(context))?.slice(5) ?? null,
})

export const httpFirstRequest = defineFetch({
  name: 'http_first_req',
  summary: 'Whether this is the first request of its connection.',
  manual: '7.3.6',
  out: 'bool',
  source: 'stream request',
  needsHttp: true,
  params: [],
  bind: () => (context) => context.transaction?.client.isFirstRequest ?? null,
})

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]"
const partOfLine = new RegExp(
  `^${token}+( +([!-~]+( +(H(T(T(P(/([0-9](\\.[0-9]?)?)?)?)?)?)?)?)?)?)?\\r?$|^GET +[!-~]+( +[!-~]*)?\\r?$`,
)
const requestLine = new RegExp(`^${token}+ +[!-~]+ +HTTP/[0-9]\\.[0-9]$|^GET +[!-~]+( +[!-~]+)?$`)
const headerLine = new RegExp(`^(${token}+:|[ \\t])`)

/** Whether bytes are the head of a request, may become one, or cannot. As HAProxy takes them; empty lines in front are passed over. */
function judgeRequestHead(text: string): 'whole' | 'part' | 'other' {
  const [first, ...lines] = text.replace(/^(\r?\n)+/, '').split('\n')
  if (lines.length === 0) return first === '' || partOfLine.test(first!) ? 'part' : 'other'
  const rest = lines.pop()!
  if (!requestLine.test(first!.replace(/\r$/, ''))) return 'other'
  for (const line of lines) {
    if (line === '' || line === '\r') return 'whole'
    if (!headerLine.test(line)) return 'other'
  }
  return rest.length > 0 && rest.includes(' ') && !headerLine.test(rest) ? 'other' : 'part'
}

export const protocolIsHttp = defineFetch({
  name: 'req.proto_http',
  aliases: ['req_proto_http'],
  summary: 'True for a request that was read as HTTP.',
  manual: '7.3.6',
  out: 'bool',
  source: 'stream request',
  params: [],
  bind: () => (context) => {
    const transaction = context.transaction
    if (transaction !== undefined && transaction !== null) return true
    const buffer = context.stream?.requestBuffer ?? null
    if (buffer === null) return null
    const judgement = judgeRequestHead(Buffer.from(buffer.bytes).toString('latin1'))
    if (judgement === 'whole') return true
    if (judgement === 'part' && context.isFinal !== true) context.isIncomplete = true
    return null
  },
})

export const captureRequestMethod = defineFetch({
  name: 'capture.req.method',
  summary: 'The method of the request, also while the response is looked at.',
  manual: '7.3.6',
  out: 'str',
  source: 'stream request',
  needsHttp: true,
  params: [],
  bind: () => (context) => {
    const transaction = context.transaction
    if (transaction === undefined || transaction === null) return null
    return transaction.receivedHead.slice(0, transaction.receivedMethodEnd)
  },
})

export const captureRequestUri = defineFetch({
  name: 'capture.req.uri',
  summary: 'The target of the request as received, also while the response is looked at.',
  manual: '7.3.6',
  out: 'str',
  source: 'stream request',
  needsHttp: true,
  params: [],
  bind: () => (context) => {
    const transaction = context.transaction
    if (transaction === undefined || transaction === null) return null
    return pathAndQuery(
      transaction.receivedHead.slice(transaction.receivedMethodEnd + 1, transaction.receivedLineEnd - 9),
    )
  },
})

export const captureRequestVersion = defineFetch({
  name: 'capture.req.ver',
  summary: 'The version of the request, such as HTTP/1.1.',
  manual: '7.3.6',
  out: 'str',
  source: 'stream request',
  needsHttp: true,
  params: [],
  bind: () => (context) => {
    const version = versionOf(context.transaction?.receivedVersion)
    return version === null ? null : `HTTP/${version}`
  },
})

export const captureResponseVersion = defineFetch({
  name: 'capture.res.ver',
  summary: 'The version of the response, such as HTTP/1.1.',
  manual: '7.3.6',
  out: 'str',
  source: 'stream request',
  needsHttp: true,
  params: [],
  bind: () => (context) => receivedVersionOf(context, context.transaction?.response ?? null),
})

export const captureRequestHeader = defineFetch({
  name: 'capture.req.hdr',
  summary: 'What a `capture request header` slot holds, counted from 0.',
  manual: '7.3.6',
  out: 'str',
  source: 'stream request',
  params: [int('slot', { min: 0 })],
  bind:
    ([slot]) =>
    (context) =>
      context.stream?.requestCaptures?.[slot] ?? null,
})

export const captureResponseHeader = defineFetch({
  name: 'capture.res.hdr',
  summary: 'What a `capture response header` slot holds, counted from 0.',
  manual: '7.3.6',
  out: 'str',
  source: 'server connection',
  needsHttp: true,
  params: [int('slot', { min: 0 })],
  bind:
    ([slot]) =>
    (context) =>
      context.transaction?.responseCaptures?.[slot] ?? null,
})

export const uniqueId = defineFetch({
  name: 'unique-id',
  summary: 'The identifier that `unique-id-format` makes for the request.',
  manual: '7.3.6',
  out: 'str',
  source: 'constant',
  params: [],
  bind: () => (context) => {
    const transaction = context.transaction
    if (transaction === undefined || transaction === null || transaction.http.uniqueId === null) return null
    return uniqueIdOf(transaction)
  },
})

export const terminationStateFetch = defineFetch({
  name: 'txn.sess_term_state',
  summary: 'The first two letters of the termination state, `--` until the end.',
  manual: '7.3.6',
  out: 'str',
  source: 'process',
  params: [],
  bind: () => (context) => {
    const stream = context.stream
    return stream === undefined || stream === null ? null : terminationState(stream.error)
  },
})

function versionOf(digits: number | undefined): string | null {
  return digits === undefined ? null : `${Math.floor(digits / 10)}.${digits % 10}`
}
