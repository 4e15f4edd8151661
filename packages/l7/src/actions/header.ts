/** Actions on header fields (manual 4.2, `http-request set-header` and its relatives). */
import {
  type ArgumentReader,
  custom,
  defineAction,
  FAILED,
  type Failed,
  logFormat,
  type SampleContext,
  text,
  type Verdict,
  verdicts,
} from '@weir/keyword'
import { type Regex, readRegex } from '@weir/sample'
import { editList } from '../header-values.ts'
import { headerNeedle, type Message } from '../message.ts'
import { edited, keepEdit } from '../rewrite-room.ts'
import { withHost } from '../uri.ts'

const rulesets = ['http-request', 'http-response', 'http-after-response'] as const

/** Carriage returns, line feeds and NULs would break the message: what they follow is cut off. */
export function clean(value: string): string {
  const end = value.search(/[\r\n\0]/)
  return end < 0 ? value : value.slice(0, end)
}

const namesHost = (lower: string, ruleset: string): boolean => lower === 'host' && ruleset === 'http-request'

/** A request target that names a host is of the host that rules put into Host (seen in the oracle). */
function followHost(request: Message, host: string): void {
  const { uri } = request
  const followed = withHost(uri, host)
  if (followed !== uri) request.setRequestLine(request.method, followed)
}

export const setHeader = defineAction({
  name: 'set-header',
  summary: 'Removes every header of that name and appends one.',
  manual: '4.2',
  rulesets,
  params: [text('name'), logFormat('format')],
  bind([name, node], binder, ruleset) {
    const lower = name.toLowerCase()
    const needle = headerNeedle(name)
    const format = binder.logFormat(node)
    return (context) => {
      const value = clean(format(context))
      const message = edited(context, ruleset)
      message.remove(needle)
      const { head, headerCount } = message
      message.add(lower, value)
      if (namesHost(lower, ruleset)) followHost(message, value)
      return keepEdit(context, ruleset, message, head, headerCount)
    }
  },
})

export const addHeader = defineAction({
  name: 'add-header',
  summary: 'Appends a header.',
  manual: '4.2',
  rulesets,
  params: [text('name'), logFormat('format')],
  bind([name, node], binder, ruleset) {
    const lower = name.toLowerCase()
    const format = binder.logFormat(node)
    return (context) => {
      const value = clean(format(context))
      const message = edited(context, ruleset)
      const { head, headerCount } = message
      message.add(lower, value)
      if (namesHost(lower, ruleset)) followHost(message, value)
      return keepEdit(context, ruleset, message, head, headerCount)
    }
  },
})

type NameMatch = 'str' | 'beg' | 'end' | 'sub' | 'reg'

const nameMatcher = custom(
  'name',
  '<name> [-m <match>]',
  (
    reader: ArgumentReader,
  ): { readonly name: string; readonly method: NameMatch; readonly regex: Regex | null } | Failed => {
    const name = reader.next()
    if (name === null)
      return reader.fail(`'${reader.keyword.text}' expects <name>`, { code: 'config/missing-argument' })
    if (reader.peek()?.text !== '-m') return { name: name.text, method: 'str', regex: null }
    reader.next()
    const method = reader.next()?.text
    if (method !== 'str' && method !== 'beg' && method !== 'end' && method !== 'sub' && method !== 'reg') {
      return reader.fail(`'-m' expects one of 'str', 'beg', 'end', 'sub', 'reg', but got '${method ?? ''}'`)
    }
    if (method !== 'reg') return { name: name.text, method, regex: null }
    const regex = readRegex(reader, name, { ignoreCase: true })
    return regex === FAILED ? FAILED : { name: name.text, method, regex }
  },
)

export const delHeader = defineAction({
  name: 'del-header',
  summary: 'Removes every header whose name matches.',
  manual: '4.2',
  rulesets,
  params: [nameMatcher],
  bind([{ name, method, regex }], _binder, ruleset) {
    const lower = name.toLowerCase()
    if (method === 'str') {
      const needle = headerNeedle(name)
      return (context) => {
        edited(context, ruleset).remove(needle)
        return verdicts.proceed
      }
    }
    const matches = (header: string): boolean => {
      if (method === 'beg') return header.startsWith(lower)
      if (method === 'end') return header.endsWith(lower)
      if (method === 'sub') return header.includes(lower)
      return regex!.test(header)
    }
    return (context) => {
      edited(context, ruleset).edit((header, value) => (matches(header) ? null : value))
      return verdicts.proceed
    }
  },
})

export const regexParameter = custom('regex', '<regex>', (reader): Regex | Failed => {
  const word = reader.next()
  if (word === null) return reader.fail(`'${reader.keyword.text}' expects <regex>`, { code: 'config/missing-argument' })
  return readRegex(reader, word)
})

/** Puts groups in place of `\0` to `\9`; `\x41` and other escapes as in `regsub`. */
export function expandGroups(format: string, groups: readonly (string | undefined)[]): string {
  return format.replace(/\\(x[0-9A-Fa-f]{2}|.)/gs, (_, what: string) => {
    if (/^[0-9]$/.test(what)) return groups[Number(what)] ?? ''
    if (what.startsWith('x') && what.length === 3) return String.fromCharCode(Number.parseInt(what.slice(1), 16))
    return what
  })
}

function replaceAction(name: 'replace-header' | 'replace-value', summary: string, isList: boolean) {
  return {
    name,
    summary,
    manual: '4.2',
    rulesets,
    params: [text('name'), regexParameter, logFormat('format')] as const,
    bind(
      [header, regex, node]: [string, Regex, Parameters<import('@weir/keyword').Binder['logFormat']>[0]],
      binder: import('@weir/keyword').Binder,
      ruleset: string,
    ): (context: SampleContext) => Verdict {
      const lower = header.toLowerCase()
      const format = binder.logFormat(node)
      const replace = (value: string, context: SampleContext): string => {
        const groups = regex.exec(value)
        return groups === null ? value : clean(expandGroups(format(context), groups))
      }
      return (context) => {
        const message = edited(context, ruleset)
        const { head, headerCount } = message
        let host: string | null = null
        message.edit((headerName, value) => {
          if (headerName !== lower) return value
          const replaced = isList ? editList(value, (part) => replace(part, context)) : replace(value, context)
          if (replaced !== value) host = replaced
          return replaced
        })
        if (host !== null && namesHost(lower, ruleset)) followHost(message, host)
        return keepEdit(context, ruleset, message, head, headerCount)
      }
    },
  }
}

export const replaceHeader = defineAction(
  replaceAction('replace-header', 'Replaces whole values of a header that match a regular expression.', false),
)

export const replaceValue = defineAction(
  replaceAction('replace-value', 'Replaces comma-separated values of a header that match.', true),
)
