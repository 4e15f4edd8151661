import type { Span } from '@weir/base'
import { type ArgumentReader, type Complaint, FAILED, type Failed, type ParseHost } from '../argument-reader.ts'
import type { ConverterKeyword, FetchKeyword } from '../kinds.ts'
import type { Call, ExpressionNode, Word } from '../node.ts'
import type { Parameter } from '../parameter.ts'
import { isAvailable, type Phase } from '../phase.ts'
import type { SampleType } from '../sample-type.ts'
import { callSignature } from '../signature.ts'
import { cutArguments } from './arguments.ts'
import { canCast } from './cast-table.ts'
import { grammarFindings as findings } from './findings.ts'
import { WordReader } from './word-reader.ts'
import { joinSpans, sliceWord, spanWithin } from './word-span.ts'

type AnyKeyword = FetchKeyword | ConverterKeyword

/** How an expression is read where it stands. */
export interface ExpressionSite {
  readonly reader: ArgumentReader
  readonly host: ParseHost
  /** A fetch must have its data in one of these phases; empty for no restriction. */
  readonly phases: readonly Phase[]
}

/** An expression read from inside a word, and the position after it. */
export interface PartialExpression {
  readonly node: ExpressionNode
  readonly end: number
}

/**
 * Reads the expression that starts at the reader's next word: `fetch(args),converter(args)`, then every following word
 * that starts with the name of a converter. A comma at the end of a word is allowed.
 */
export function parseExpression(site: ExpressionSite): ExpressionNode | Failed {
  const { reader } = site
  const first = reader.next()
  if (first === null || first.text === '') return reader.fail('missing fetch method', { code: 'sample/missing-fetch' })
  const parsed = parseExpressionIn(site, first, 0, false)
  if (parsed === FAILED) return FAILED
  let { node } = parsed
  for (let word = reader.peek(); word !== null; word = reader.peek()) {
    const name = nameAt(word.text, 0)
    if (name === '' || !site.host.vocabulary.converters.has(name)) break
    reader.next()
    const converters: Call<ConverterKeyword>[] = []
    const chain = parseConverters(site, word, 0, node.type, declaredType(node), converters, false)
    if (chain === FAILED) return FAILED
    node = {
      ...node,
      converters: [...node.converters, ...converters],
      type: chain.type,
      text: `${node.text} ${word.text}`,
      span: joinSpans(node.span, word.span),
    }
  }
  return node
}

/** Reads an expression from `start` inside a word. With `isBracketed` it may end before the word does, at a `]`. */
export function parseExpressionIn(
  site: ExpressionSite,
  word: Word,
  start: number,
  isBracketed: boolean,
): PartialExpression | Failed {
  const { vocabulary } = site.host
  const name = nameAt(word.text, start)
  const span = spanWithin(word, start, name.length)
  if (name === '')
    return site.reader.fail('missing fetch method', { code: 'sample/missing-fetch', span: spanWithin(word, start, 1) })
  const keyword = vocabulary.fetches.get(name)
  if (keyword === undefined) {
    const suggestion = findings.unknown(vocabulary, 'fetch', name, vocabulary.fetches.keys())
    return site.reader.fail(suggestion.message, { ...suggestion, span })
  }
  return parseFetchCall(site, word, start, name, keyword, isBracketed)
}

/** Reads the arguments and converters of a fetch whose keyword is known. */
export function parseFetchCall(
  site: ExpressionSite,
  word: Word,
  start: number,
  name: string,
  keyword: FetchKeyword,
  isBracketed: boolean,
): PartialExpression | Failed {
  const { reader } = site
  const call = parseCall(site, word, start, name, keyword)
  if (call === FAILED) return FAILED
  const span = spanWithin(word, start, name.length)
  if (site.phases.length > 0 && !site.phases.some((phase) => isAvailable(keyword.source, phase))) {
    return reader.fail(...findings.unavailable(name, keyword, site.phases, span))
  }
  const converters: Call<ConverterKeyword>[] = []
  let type: SampleType = keyword.out
  let end = call.end
  if (word.text[end] === ',') {
    const chain = parseConverters(site, word, end + 1, type, keyword.declaredOut ?? type, converters, isBracketed)
    if (chain === FAILED) return FAILED
    type = chain.type
    end = chain.end
  } else if (!isBracketed && end < word.text.length) {
    return reader.fail(`missing comma after '${name}'`, { code: 'sample/syntax', span: spanWithin(word, end, 1) })
  }
  const fetch = { keyword, name, values: call.values, span }
  return {
    node: { fetch, converters, type, text: word.text.slice(start, end), span: spanWithin(word, start, end - start) },
    end,
  }
}

/** The type that the last call of an expression is declared with. */
function declaredType({ fetch, converters, type }: ExpressionNode): SampleType {
  return (converters.at(-1) ?? fetch).keyword.declaredOut ?? type
}

function parseConverters(
  site: ExpressionSite,
  word: Word,
  start: number,
  input: SampleType,
  declaredInput: SampleType,
  converters: Call<ConverterKeyword>[],
  isBracketed: boolean,
): { readonly type: SampleType; readonly end: number } | Failed {
  const { reader } = site
  const { vocabulary } = site.host
  let type = input
  let declared = declaredInput
  let at = start
  for (;;) {
    // Commas may be many.
    while (word.text[at] === ',') at++
    if (at === word.text.length && !isBracketed) return { type, end: at }
    const name = nameAt(word.text, at)
    const span = spanWithin(word, at, Math.max(1, name.length))
    const keyword = vocabulary.converters.get(name)
    if (keyword === undefined) {
      const unknown = findings.unknown(vocabulary, 'converter', name, vocabulary.converters.keys())
      return reader.fail(unknown.message, { ...unknown, span })
    }
    const call = parseCall(site, word, at, name, keyword)
    if (call === FAILED) return FAILED
    if (!canCast(declared, keyword.in)) return reader.fail(...findings.cannotConvert(name, keyword.in, declared, span))
    converters.push({ keyword, name, values: call.values, span })
    if (keyword.out !== 'same') type = keyword.out
    else if (keyword.in !== 'any' && keyword.in !== 'same') type = keyword.in
    declared = keyword.declaredOut ?? type
    at = call.end
    if (word.text[at] === ',') at++
    else if (isBracketed || at === word.text.length) return { type, end: at }
    else
      return reader.fail(`missing comma after converter '${name}'`, {
        code: 'sample/syntax',
        span: spanWithin(word, at, 1),
      })
  }
}

interface ParsedCall {
  readonly values: readonly unknown[]
  readonly end: number
}

/** Reads `(args)` behind a name, if they are there, through the keyword's parameters, then lets the keyword judge. */
function parseCall(
  site: ExpressionSite,
  word: Word,
  start: number,
  name: string,
  keyword: AnyKeyword,
): ParsedCall | Failed {
  const { reader: outer, host } = site
  const what = keyword.kind === 'fetch' ? 'fetch method' : 'converter'
  let end = start + name.length
  let words: readonly Word[] = []
  if (word.text[end] === '(') {
    const list = cutArguments(word, end, (message, at) =>
      outer.fail(`${what} '${name}': ${message}`, {
        code: 'sample/syntax',
        span: spanWithin(word, at, word.text.length - at),
      }),
    )
    if (list === FAILED) return FAILED
    words = list.words
    end = list.end
  }
  const whole = spanWithin(word, start, end - start)
  // Without arguments the first one is there and empty, as in HAProxy: `str()` is the empty string.
  const takesEmpty = end > start + name.length || keyword.params[0]?.isOptional === false
  if (words.length === 0 && keyword.params.length > 0 && takesEmpty) words = [{ text: '', span: whole }]
  const inner = new WordReader({
    style: 'call',
    keyword: sliceWord(word, start, start + name.length),
    words,
    host,
    report: (finding) => {
      const { severity, message, ...complaint } = finding
      if (severity === 'alert') outer.fail(`${what} '${name}': ${message}`, complaint)
      else outer.warn(message, complaint)
    },
  })
  const values: unknown[] = []
  const places: Span[] = []
  for (const parameter of keyword.params as readonly Parameter<unknown>[]) {
    places.push((words[inner.position] ?? { span: whole }).span)
    const value = inner.read(parameter)
    if (value === FAILED) return FAILED
    values.push(value)
  }
  const extra = inner.next()
  if (extra !== null) {
    return outer.fail(`${what} '${name}': expected ')' before '${extra.text}'`, {
      code: 'sample/too-many-arguments',
      span: extra.span,
      hint: `it is written ${name}${callSignature(keyword.params)}`,
    })
  }
  let isRefused = false
  keyword.check?.(values as never, (message, argument) => {
    isRefused = true
    const complaint: Complaint = {
      code: 'sample/invalid-argument',
      span: (argument === undefined ? null : places[argument]) ?? whole,
    }
    outer.fail(`${what} '${name}': ${message}`, complaint)
  })
  return isRefused ? FAILED : { values, end }
}

/** The keyword that starts at a position: everything up to what cannot be part of a name. */
export function nameAt(text: string, start: number): string {
  let end = start
  while (end < text.length && isNameCharacter(text.charCodeAt(end))) end++
  return text.slice(start, end)
}

function isNameCharacter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || // a-z
    (code >= 48 && code <= 58) || // 0-9 :
    (code >= 65 && code <= 90) || // A-Z
    code === 95 || // _
    code === 45 || // -
    code === 46 || // .
    code === 43 // +
  )
}
