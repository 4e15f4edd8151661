/** The response's body as far as it is at hand (manual 7.3.6). */
import { defineFetch } from '@weir/keyword'
import type {} from '../check-answer.ts'

export const responseBody = defineFetch({
  name: 'res.body',
  summary: 'What has come of the response body, which `http-response wait-for-body` holds back.',
  manual: '7.3.6',
  out: 'bin',
  source: 'response',
  needsHttp: true,
  params: [],
  bind: () => (context) => context.transaction?.peekResponseBody()?.bytes.slice() ?? context.checkAnswer?.body ?? null,
})

export const responseBodyLength = defineFetch({
  name: 'res.body_len',
  summary: 'How many bytes of the response body are at hand.',
  manual: '7.3.6',
  out: 'sint',
  source: 'response',
  needsHttp: true,
  params: [],
  bind: () => (context) =>
    context.transaction?.peekResponseBody()?.bytes.length ?? context.checkAnswer?.body.length ?? null,
})

export const responseBodySize = defineFetch({
  name: 'res.body_size',
  summary: 'The announced size of the response body, or what has come of it without one.',
  manual: '7.3.6',
  out: 'sint',
  source: 'response',
  needsHttp: true,
  params: [],
  bind: () => (context) => {
    const { transaction } = context
    const peeked = transaction?.peekResponseBody() ?? null
    if (peeked === null) return null
    const announced = transaction!.serverLink === null ? -1 : transaction!.response!.contentLength
    return announced >= 0 && !(peeked.isWhole && peeked.bytes.length === 0) ? announced : peeked.bytes.length
  },
})
