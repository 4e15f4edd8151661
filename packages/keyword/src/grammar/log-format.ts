import { type ArgumentReader, FAILED, type Failed, type ParseHost } from '../argument-reader.ts'
import type { LogFormatFlags, LogFormatItem, LogFormatNode, Word } from '../node.ts'
import type { Phase } from '../phase.ts'
import { parseExpressionIn } from './expression.ts'
import { grammarFindings } from './findings.ts'
import { spanWithin } from './word-span.ts'

export interface LogFormatSite {
  readonly reader: ArgumentReader
  readonly host: ParseHost
  readonly phases: readonly Phase[]
}

export const noLogFormatFlags: LogFormatFlags = {
  quote: false,
  hexadecimal: false,
  escape: false,
  mandatory: false,
  encoding: 'text',
  binary: false,
}

type ItemType = 'str' | 'sint' | 'bool' | null

/** Reads a log format (manual 8.2.6; item names and encodings of 3.0). Each item carries the flags in force for it. */
export function parseLogFormat(site: LogFormatSite, word: Word): LogFormatNode | Failed {
  return new LogFormatParser(site, word).parse()
}

const aliasName = /[A-Za-z0-9]*/y

class LogFormatParser {
  readonly #site: LogFormatSite
  readonly #word: Word
  readonly #text: string
  readonly #items: LogFormatItem[] = []
  #flags = noLogFormatFlags
  #pending = ''
  #at = 0

  constructor(site: LogFormatSite, word: Word) {
    this.#site = site
    this.#word = word
    this.#text = word.text
  }

  parse(): LogFormatNode | Failed {
    const text = this.#text
    while (this.#at < text.length) {
      const percent = text.indexOf('%', this.#at)
      const end = percent < 0 ? text.length : percent
      this.#pending += text.slice(this.#at, end)
      this.#at = end
      if (percent < 0) break
      if (text[percent + 1] === '%') {
        this.#pending += '%'
        this.#at += 2
      } else if (this.#parseItem() === FAILED) return FAILED
    }
    this.#flush()
    return { items: this.#items, flags: this.#flags, text, span: this.#word.span }
  }

  #parseItem(): undefined | Failed {
    const start = this.#at++
    const text = this.#text
    let itemName: string | null = null
    let itemType: ItemType = null
    if (text[this.#at] === '(') {
      const named = this.#parseName(start)
      if (named === FAILED) return FAILED
      itemName = named.name
      itemType = named.type
    }
    let flags = this.#flags
    if (text[this.#at] === '{') {
      const close = text.indexOf('}', this.#at)
      if (close < 0) return this.#fail(`truncated line after '${text.slice(this.#at + 1)}'`, start)
      flags = applyFlags(flags, text.slice(this.#at + 1, close))
      this.#at = close + 1
      if (!/[A-Za-z[]/.test(text[this.#at] ?? '')) {
        return this.#fail(`parse argument modifier without variable name near '${text.slice(start, this.#at)}'`, start)
      }
    }
    if (this.#at >= text.length) return this.#fail(`truncated line after '${text.slice(start)}'`, start)
    if (text[this.#at] === '[') return this.#parseExpression(start, itemName, itemType, flags)
    return this.#parseAlias(start, itemName, itemType, flags)
  }

  #parseName(start: number): { readonly name: string | null; readonly type: ItemType } | Failed {
    const close = this.#text.indexOf(')', this.#at)
    if (close < 0) return this.#fail(`truncated line after '${this.#text.slice(start)}'`, start)
    const inside = this.#text.slice(this.#at + 1, close)
    const colon = inside.indexOf(':')
    const name = colon < 0 ? inside : inside.slice(0, colon)
    const type = colon < 0 ? 'raw' : inside.slice(colon + 1)
    const invalid = /[^A-Za-z0-9_.+-]/.exec(name)
    if (invalid !== null)
      return this.#fail(`invalid character in custom name near '${name.slice(invalid.index)}'`, start)
    if (type !== 'str' && type !== 'sint' && type !== 'bool' && type !== 'raw') {
      return this.#fail(`unexpected output type '${type}'. Supported types are: str, sint, bool, raw`, start)
    }
    this.#at = close + 1
    return { name: name === '' ? null : name, type: type === 'raw' ? null : type }
  }

  #parseExpression(
    start: number,
    itemName: string | null,
    itemType: ItemType,
    flags: LogFormatFlags,
  ): undefined | Failed {
    const { reader, host, phases } = this.#site
    const open = this.#at
    const parsed = parseExpressionIn({ reader, host, phases }, this.#word, open + 1, true)
    if (parsed === FAILED) return FAILED
    const inside = this.#text.slice(open + 1, parsed.end)
    if (parsed.end >= this.#text.length) return this.#fail(`missing ']' after '${inside}'`, start)
    if (this.#text[parsed.end] !== ']')
      return this.#fail(`expected ']' after '${inside}', but found '${this.#text[parsed.end]}'`, parsed.end)
    this.#at = parsed.end + 1
    this.#flush()
    this.#items.push({ kind: 'expression', expression: parsed.node, itemName, itemType, flags })
    return undefined
  }

  #parseAlias(start: number, itemName: string | null, itemType: ItemType, flags: LogFormatFlags): undefined | Failed {
    const { reader, host } = this.#site
    aliasName.lastIndex = this.#at
    const name = aliasName.exec(this.#text)?.[0] ?? ''
    const span = spanWithin(this.#word, this.#at, Math.max(1, name.length))
    if (name === '') {
      return this.#fail(`unexpected variable name near '${this.#text[this.#at]}' at position ${this.#at}`, start)
    }
    if (name === 'o') {
      this.#at += 1
      this.#flags = flags
      return undefined
    }
    const keyword = host.vocabulary.logAliases.get(name)
    if (keyword === undefined) {
      const unknown = grammarFindings.unknown(host.vocabulary, 'log-alias', name, host.vocabulary.logAliases.keys())
      if (unknown.code !== 'sample/unknown-log-alias') return reader.fail(unknown.message, { ...unknown, span })
      return reader.fail(`no such format alias '${name}'`, {
        code: unknown.code,
        span,
        hint: "to emit the '%' character verbatim, write '%%'",
      })
    }
    this.#at += name.length
    this.#flush()
    this.#items.push({ kind: 'alias', alias: { keyword, name, values: [], span }, itemName, itemType, flags })
    return undefined
  }

  #flush(): void {
    if (this.#pending !== '') this.#items.push({ kind: 'text', text: this.#pending })
    this.#pending = ''
  }

  #fail(message: string, at: number): Failed {
    return this.#site.reader.fail(message, {
      code: 'sample/log-format',
      span: spanWithin(this.#word, at, this.#text.length - at),
      ...(this.#text.includes('%') ? { hint: "to emit the '%' character verbatim, write '%%'" } : {}),
    })
  }
}

/** Applies `+Q,-E`; a name HAProxy does not know is ignored there as well, and a bare name sets nothing. */
function applyFlags(flags: LogFormatFlags, text: string): LogFormatFlags {
  let result = flags
  for (const part of text.split(',')) {
    const isOn = part.startsWith('+')
    if (!isOn && !part.startsWith('-')) continue
    switch (part.slice(1)) {
      case 'Q':
        result = { ...result, quote: isOn }
        break
      case 'X':
        result = { ...result, hexadecimal: isOn }
        break
      case 'E':
        result = { ...result, escape: isOn }
        break
      case 'M':
        result = { ...result, mandatory: isOn }
        break
      case 'json':
        result = { ...result, encoding: isOn ? 'json' : 'text' }
        break
      case 'cbor':
        result = { ...result, encoding: isOn ? 'cbor' : 'text' }
        break
      case 'bin':
        result = { ...result, binary: isOn }
        break
    }
  }
  return result
}
