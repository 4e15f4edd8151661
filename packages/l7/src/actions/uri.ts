/** Actions on the request line (manual 4.2, `http-request set-path` and its relatives). */
import {
  type Binder,
  defineAction,
  type LogFormatNode,
  logFormat,
  type SampleContext,
  type Verdict,
  verdicts,
} from '@weir/keyword'
import type { Regex } from '@weir/sample'
import type { Message } from '../message.ts'
import { keepEdit } from '../rewrite-room.ts'
import { hostOf, pathAndQuery, pathOf, withPath, withPathAndQuery, withQuery } from '../uri.ts'
import { expandGroups, regexParameter } from './header.ts'

const rulesets = ['http-request'] as const

function setter(name: string, summary: string, set: (request: Message, value: string) => void) {
  return {
    name,
    summary,
    manual: '4.2',
    rulesets,
    params: [logFormat('format')] as const,
    bind([node]: [LogFormatNode], binder: Binder): (context: SampleContext) => Verdict {
      const format = binder.logFormat(node)
      return (context) => {
        const { request } = context.transaction!
        const value = format(context)
        const { head, headerCount } = request
        set(request, value)
        return keepEdit(context, rulesets[0], request, head, headerCount)
      }
    },
  }
}

const setUriOf = (request: Message, uri: string): void => request.setRequestLine(request.method, uri)

/** A target that names a host decides on Host as well (RFC 9112 §3.2.2). */
function setTarget(request: Message, uri: string): void {
  setUriOf(request, uri)
  const host = hostOf(uri)
  if (host !== null) request.edit((name, value) => (name === 'host' ? host : value))
}

export const setMethod = defineAction(
  setter('set-method', 'Replaces the method.', (request, value) => request.setRequestLine(value, request.uri)),
)
export const setUri = defineAction(setter('set-uri', 'Replaces the whole request target.', setTarget))
export const setPath = defineAction(
  setter('set-path', 'Replaces the path and leaves the query.', (request, value) =>
    setUriOf(request, withPath(request.uri, value)),
  ),
)
export const setPathq = defineAction(
  setter('set-pathq', 'Replaces the path and the query.', (request, value) =>
    setUriOf(request, withPathAndQuery(request.uri, value)),
  ),
)
export const setQuery = defineAction(
  setter('set-query', 'Replaces the query.', (request, value) => setUriOf(request, withQuery(request.uri, value))),
)

function replacer(
  name: string,
  summary: string,
  part: (uri: string) => string | null,
  put: (uri: string, value: string) => string,
  set = setUriOf,
) {
  return {
    name,
    summary,
    manual: '4.2',
    rulesets,
    params: [regexParameter, logFormat('format')] as const,
    bind([regex, node]: [Regex, LogFormatNode], binder: Binder): (context: SampleContext) => Verdict {
      const format = binder.logFormat(node)
      return (context) => {
        const { request } = context.transaction!
        const { uri } = request
        const value = part(uri)
        const groups = value === null ? null : regex.exec(value)
        if (groups === null) return verdicts.proceed
        const replaced = put(uri, expandGroups(format(context), groups))
        const { head, headerCount } = request
        set(request, replaced)
        return keepEdit(context, rulesets[0], request, head, headerCount)
      }
    },
  }
}

export const replacePath = defineAction(
  replacer('replace-path', 'Replaces the path when it matches a regular expression.', pathOf, withPath),
)
export const replacePathq = defineAction(
  replacer('replace-pathq', 'Replaces path and query when they match.', pathAndQuery, withPathAndQuery),
)
export const replaceUri = defineAction(
  replacer(
    'replace-uri',
    'Replaces the request target when it matches.',
    (uri) => uri,
    (_, value) => value,
    setTarget,
  ),
)
