import type {
  Binder,
  Evaluate,
  LogFormatItem,
  LogFormatNode,
  LogFormatUse,
  SampleContext,
  SampleValue,
} from '@weir/keyword'
import { hexOfBytes, textOfBytes } from '../bytes.ts'
import { toBool, toSint, toText } from '../cast.ts'
import { cborMap, cborOf, type EncodableValue, isList } from './cbor.ts'

/** The text of one item; null for captures where none are declared, which leave no trace at all. */
type Piece = (context: SampleContext) => string | null

type Line = (context: SampleContext) => string

/** Bytes that may not stand in a header value, percent-encoded (as the oracle does: all controls but the tab, and DEL). */
function encodeForHttp(text: string): string {
  if (!/[\0-\x08\n-\x1f\x7f]/.test(text)) return text
  return text.replace(
    /[\0-\x08\n-\x1f\x7f]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
}

/** Puts a backslash in front of `"`, `\` and `]` (flag `E`, RFC 5424 §6.3.3). */
function escapeText(text: string): string {
  return text.replace(/["\\\]]/g, '\\$&')
}

/** Binds a log format to a function that gives its text. */
export function bindLogFormat(node: LogFormatNode, use: LogFormatUse, binder: Binder): Line {
  if (node.flags.encoding !== 'text') return bindObject(node, use, binder)
  const pieces: Piece[] = []
  const literals: string[] = ['']
  for (const item of node.items) {
    if (item.kind === 'text') {
      literals[literals.length - 1] += use === 'http' ? encodeForHttp(item.text) : item.text
    } else {
      pieces.push(bindItem(item, use, binder))
      literals.push('')
    }
  }
  return use === 'log' ? joinLine(literals, pieces) : join(literals, pieces)
}

/**
 * In a log line blanks are separators: several in a row make one, also around captures that are not declared, and there is
 * none in front of the first item. An item whose text is empty stands between two separators all the same (as the oracle
 * shows).
 */
function joinLine(literals: readonly string[], pieces: readonly Piece[]): Line {
  const separated = literals.map((literal) => literal.replace(/ +/g, ' '))
  return (context) => {
    let text = separated[0]!.replace(/^ /, '')
    let endsInBlank = text === '' || text.endsWith(' ')
    for (let index = 0; index < pieces.length; index++) {
      const value = pieces[index]!(context)
      if (value !== null) {
        text += value
        endsInBlank = false
      }
      const literal = separated[index + 1]!
      if (literal === '') continue
      text += endsInBlank && literal.startsWith(' ') ? literal.slice(1) : literal
      endsInBlank = literal.endsWith(' ')
    }
    return text
  }
}

/** Elsewhere every blank counts. Unrolled for the usual few items. */
function join(literals: readonly string[], pieces: readonly Piece[]): Line {
  const [before, middle, after] = literals as [string, string, string]
  const [first, second] = pieces
  if (first === undefined) return () => before
  if (second === undefined) return (context) => before + (first(context) ?? '') + middle
  if (pieces.length === 2) {
    return (context) => before + (first(context) ?? '') + middle + (second(context) ?? '') + after
  }
  return (context) => {
    let text = before
    for (let index = 0; index < pieces.length; index++) {
      text += (pieces[index]!(context) ?? '') + literals[index + 1]!
    }
    return text
  }
}

type ValueItem = Exclude<LogFormatItem, { kind: 'text' }>

function bindItem(item: ValueItem, use: LogFormatUse, binder: Binder): Piece {
  if (item.flags.encoding !== 'text') {
    const evaluate = bindTyped(item, binder)
    const encode = item.flags.encoding === 'json' ? jsonOf : (value: EncodableValue) => hexOfBytes(cborOf(value))
    return (context) => encode(evaluate(context))
  }
  return item.kind === 'alias' ? bindAlias(item, use, binder) : bindSample(item, use, binder)
}

/** A missing alias is `-` in a log and nothing elsewhere; quoted it is `""` everywhere. */
function bindAlias(item: Extract<LogFormatItem, { kind: 'alias' }>, use: LogFormatUse, binder: Binder): Piece {
  const { flags } = item
  const { keyword } = item.alias
  const isBare = keyword.isBareInHexadecimal === true && flags.hexadecimal
  const mayBeQuoted = flags.quote && keyword.out !== 'sint' && keyword.isQuotable !== false
  const isQuoted = mayBeQuoted && !isBare
  const missing = mayBeQuoted ? '""' : use === 'log' || flags.mandatory ? '-' : ''
  const evaluate = keyword.bind(binder, { hexadecimal: flags.hexadecimal, escape: flags.escape })
  const print = (value: string | number | null): string => {
    if (value === null) return missing
    const text = flags.escape ? escapeText(String(value)) : String(value)
    return isQuoted ? `"${text}"` : text
  }
  return (context) => {
    const value = evaluate(context)
    if (typeof value !== 'object' || value === null) return print(value)
    return value.length === 0 ? null : value.map(print).join(' ')
  }
}

/** Expressions are quoted and marked as missing in logs and variables only; an empty string counts as missing. */
function bindSample(item: Extract<LogFormatItem, { kind: 'expression' }>, use: LogFormatUse, binder: Binder): Piece {
  const { flags } = item
  const evaluate = binder.expression(item.expression) as Evaluate
  const isEncoded = use === 'http' || use === 'body'
  const isQuoted = flags.quote && !isEncoded
  const missing = isQuoted ? '""' : use === 'log' || (flags.mandatory && !isEncoded) ? '-' : ''
  const isRaw = flags.binary && !isEncoded
  return (context) => {
    const value = evaluate(context)
    let text = value === null ? '' : isRaw && value instanceof Uint8Array ? textOfBytes(value) : toText(value)
    if (text === '') return missing
    if (isEncoded) text = encodeForHttp(text)
    if (flags.escape) text = escapeText(text)
    return isQuoted ? `"${text}"` : text
  }
}

/** The value of an item in the type that an encoding writes: forced by the item, or its own. */
function bindTyped(item: ValueItem, binder: Binder): (context: SampleContext) => EncodableValue {
  const evaluate: (context: SampleContext) => EncodableValue =
    item.kind === 'alias' ? bindAliasValue(item, binder) : (binder.expression(item.expression) as Evaluate)
  switch (item.itemType) {
    case 'str':
      return (context) => mapValue(evaluate(context), toText)
    case 'sint':
      return (context) => mapValue(evaluate(context), (value) => toSint(value) ?? 0)
    case 'bool':
      return (context) => mapValue(evaluate(context), (value) => toBool(value) ?? false)
    default:
      return evaluate
  }
}

const mapValue = <T>(value: EncodableValue, change: (value: SampleValue) => T): T | null =>
  value === null ? null : change(isList(value) ? value.map((item) => item ?? '').join(' ') : value)

/** Numbers of aliases lose the `+` that marks them as incomplete. */
function bindAliasValue(
  item: Extract<LogFormatItem, { kind: 'alias' }>,
  binder: Binder,
): (context: SampleContext) => EncodableValue {
  const { keyword } = item.alias
  const evaluate = keyword.bind(binder, { hexadecimal: false, escape: false })
  return (context) => {
    const value = evaluate(context)
    if (value === null || typeof value === 'object') return value
    if (keyword.out !== 'sint') return String(value)
    return typeof value === 'string' ? toSint(value.replace(/^\+/, '')) : value
  }
}

/** A whole line as one object: only named items count. */
function bindObject(node: LogFormatNode, use: LogFormatUse, binder: Binder): Line {
  const names: string[] = []
  const values: ((context: SampleContext) => EncodableValue)[] = []
  for (const item of node.items) {
    if (item.kind === 'text' || item.itemName === null) continue
    names.push(item.itemName)
    values.push(bindTyped(item, binder))
  }
  if (node.flags.encoding === 'cbor') {
    const isRaw = node.flags.binary && use !== 'http'
    return (context) => {
      const bytes = cborMap(
        names,
        values.map((evaluate) => evaluate(context)),
      )
      return isRaw ? textOfBytes(bytes) : hexOfBytes(bytes)
    }
  }
  const keys = names.map((name) => `${jsonString(name)}: `)
  return (context) => {
    let text = '{'
    for (let index = 0; index < values.length; index++) {
      text += `${index === 0 ? '' : ', '}${keys[index]}${jsonOf(values[index]!(context))}`
    }
    return `${text}}`
  }
}

/** A value as JSON: what is missing is an empty string, whatever its type, and in a list a dash. A list of nothing is null. */
function jsonOf(value: EncodableValue): string {
  if (value === null) return '""'
  if (isList(value)) {
    return value.length === 0 ? 'null' : `[${value.map((item) => jsonString(item ?? '-')).join(', ')}]`
  }
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return String(value)
    case 'boolean':
      return value ? 'true' : 'false'
    default:
      return jsonString(toText(value))
  }
}

function jsonString(text: string): string {
  if (!/["\\\0-\x1f]/.test(text)) return `"${text}"`
  return `"${text.replace(/["\\\0-\x1f]/g, jsonEscape)}"`
}

const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

function jsonEscape(character: string): string {
  return shortEscapes[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
