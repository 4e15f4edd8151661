/** Redirections: how they are written, and the answer they make (manual 4.2, `redirect`). */
import {
  type ArgumentReader,
  type Binder,
  custom,
  FAILED,
  type Failed,
  type LogFormatNode,
  parseLeadingInteger,
  type SampleContext,
} from '@weir/keyword'
import { createReply, type Reply } from './reply.ts'
import { pathAndQuery, pathOf, queryOf } from './uri.ts'

export interface RedirectNode {
  readonly type: 'location' | 'prefix' | 'scheme'
  readonly target: LogFormatNode
  readonly code: 301 | 302 | 303 | 307 | 308
  readonly dropsQuery: boolean
  readonly keepsQuery: boolean
  readonly appendsSlash: boolean
  readonly ignoresEmpty: boolean
  readonly setCookie: string | null
  readonly setCookieFormat: LogFormatNode | null
  readonly clearCookie: string | null
}

const reasons = {
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
} as const

export const redirectParameter = custom(
  'redirection',
  '{ location | prefix | scheme } <target> [code <code>] [drop-query] [keep-query] [append-slash] [ignore-empty] [set-cookie <name>[=value]] [set-cookie-fmt <fmt>] [clear-cookie <name>[=]]',
  readRedirect,
)

function readRedirect(reader: ArgumentReader): RedirectNode | Failed {
  let type: RedirectNode['type'] | null = null
  let target: LogFormatNode | null = null
  let code: RedirectNode['code'] = 302
  let setCookie: string | null = null
  let setCookieFormat: LogFormatNode | null = null
  let clearCookie: string | null = null
  const flags = new Set<string>()
  for (let word = reader.peek(); word !== null; word = reader.peek()) {
    const { text } = word
    if (text === 'location' || text === 'prefix' || text === 'scheme') {
      reader.next()
      const value = reader.next()
      if (value === null) return reader.fail(`'${text}' expects a target`)
      const format = reader.host.logFormat(reader, value)
      if (format === FAILED) return FAILED
      type = text
      target = format
    } else if (text === 'code') {
      reader.next()
      const value = reader.next()
      const number = parseLeadingInteger(value?.text ?? '')
      if (!Object.hasOwn(reasons, number)) {
        return reader.fail(
          `'code': unsupported HTTP code '${value?.text ?? ''}' (must be one of 301, 302, 303, 307 or 308)`,
        )
      }
      code = number as RedirectNode['code']
    } else if (text === 'set-cookie' || text === 'clear-cookie' || text === 'set-cookie-fmt') {
      reader.next()
      const value = reader.next()
      if (value === null) return reader.fail(`'${text}' expects a cookie name`)
      // The last of them holds.
      setCookie = setCookieFormat = clearCookie = null
      if (text === 'set-cookie') setCookie = value.text
      else if (text === 'clear-cookie') clearCookie = value.text
      else {
        const format = reader.host.logFormat(reader, value)
        if (format === FAILED) return FAILED
        setCookieFormat = format
      }
    } else if (['drop-query', 'keep-query', 'append-slash', 'ignore-empty'].includes(text)) {
      reader.next()
      flags.add(text)
    } else break
  }
  if (type === null || target === null) {
    return reader.fail("redirection type expected ('prefix', 'location', or 'scheme')")
  }
  return {
    type,
    target,
    code,
    dropsQuery: flags.has('drop-query'),
    keepsQuery: flags.has('keep-query'),
    appendsSlash: flags.has('append-slash'),
    ignoresEmpty: flags.has('ignore-empty'),
    setCookie,
    setCookieFormat,
    clearCookie,
  }
}

/** Null when the location is empty and `ignore-empty` lets the rule pass. */
export function bindRedirect(node: RedirectNode, binder: Binder): (context: SampleContext) => Reply | null {
  const target = binder.logFormat(node.target)
  const cookieFormat = node.setCookieFormat === null ? null : binder.logFormat(node.setCookieFormat)
  const reason = reasons[node.code]
  return (context) => {
    const location = locationOf(node, target(context), context)
    if (location === null) return null
    const headers: [string, string][] = [
      ['content-length', '0'],
      ['location', location],
    ]
    if (node.code !== 301 && node.code !== 308) headers.push(['cache-control', 'no-cache'])
    if (cookieFormat !== null) headers.push(['set-cookie', `${cookieFormat(context)}; path=/;`])
    else if (node.setCookie !== null) headers.push(['set-cookie', `${node.setCookie}; path=/;`])
    else if (node.clearCookie !== null) headers.push(['set-cookie', `${node.clearCookie}; path=/; Max-Age=0;`])
    return createReply(node.code, headers, '', reason)
  }
}

function locationOf(node: RedirectNode, target: string, context: SampleContext): string | null {
  const { request } = context.transaction!
  const { uri } = request
  if (node.type === 'location') {
    if (target === '' && node.ignoresEmpty) return null
    if (!node.keepsQuery) return target
    const query = queryOf(uri)
    return query === null || query === '' ? target : `${target}${target.includes('?') ? '&' : '?'}${query}`
  }
  const path = (node.dropsQuery ? pathOf(uri) : pathAndQuery(uri)) ?? '/'
  const ending = node.appendsSlash && !path.endsWith('/') ? `${path}/` : path
  if (node.type === 'prefix') return target === '/' ? ending : `${target}${ending}`
  return `${target}://${request.first('\r\nhost: ') ?? ''}${ending}`
}
