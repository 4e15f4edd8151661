import { type ArgumentReader, custom, defineAction, FAILED, type Failed, type LogFormatNode } from '@weir/keyword'
import { bindRule, type CheckRule } from '../../check-rule.ts'
import { encodeBytes } from '../../check-step.ts'
import { buildRequest, type CheckRequest } from '../../http-request.ts'

function readSend(reader: ArgumentReader): CheckRule | Failed {
  const request: { -readonly [K in keyof CheckRequest]: CheckRequest[K] } = {
    method: null,
    uri: null,
    version: null,
    host: null,
    headers: [],
    body: null,
  }
  let comment: string | null = null
  const headers: { readonly name: string; readonly value: LogFormatNode }[] = []
  for (let word = reader.next(); word !== null; word = reader.next()) {
    const value = reader.next()
    const { text } = word
    if (value === null) return reader.fail(`'${text}' expects an argument`, { code: 'config/missing-argument' })
    if (text === 'meth') request.method = value.text
    else if (text === 'uri' || text === 'body') request[text] = value.text
    else if (text === 'ver') request.version = value.text
    else if (text === 'comment') comment = value.text
    else if (text === 'uri-lf' || text === 'body-lf') {
      const node = reader.host.logFormat(reader, value)
      if (node === FAILED) return FAILED
      if (text === 'uri-lf') request.uri = node
      else request.body = node
    } else if (text === 'hdr') {
      const format = reader.next()
      if (format === null)
        return reader.fail("'hdr' expects <name> and <value> as arguments", { code: 'config/missing-argument' })
      const name = value.text.toLowerCase()
      if (name === 'connection' || name === 'content-length' || name === 'transfer-encoding') {
        return reader.fail(`'hdr' : '${value.text}' header field is set by the check itself`)
      }
      const node = reader.host.logFormat(reader, format)
      if (node === FAILED) return FAILED
      headers.push({ name, value: node })
    } else
      return reader.fail(
        `expects 'comment', 'meth', 'uri', 'uri-lf', 'ver', 'hdr', 'body' or 'body-lf', but got '${text}'`,
      )
  }
  request.headers = headers
  return {
    kind: 'send',
    label: 'send',
    comment,
    timeoutStatus: 'L7TOUT',
    request,
    bind(binder) {
      const build = buildRequest(request, binder)
      return (run) => run.send(encodeBytes(build(run)))
    },
  }
}

export const httpSend = defineAction({
  name: 'send',
  summary: 'Sends a request during an HTTP check.',
  manual: '4.2',
  rulesets: ['http-check'],
  params: [
    custom('request', '[meth <method>] [uri <uri>] [ver <version>] [hdr <name> <fmt>]* [body <string>]', readSend),
  ],
  bind: bindRule,
})
