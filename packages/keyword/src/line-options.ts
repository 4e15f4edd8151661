import type { Span } from '@weir/base'
import { type ArgumentReader, FAILED, type Failed } from './argument-reader.ts'
import type { BindOptionKeyword, DirectiveSite, ServerOptionKeyword } from './kinds.ts'
import type { OptionsStore } from './options.ts'
import type { Parameter } from './parameter.ts'
import { nearest } from './suggest.ts'

/** Applies what one line's options said to the records of the thing that the line declares. */
export interface ApplyOptions {
  (store: OptionsStore, site: DirectiveSite): void
  /** The names of the options, in order. */
  readonly names?: readonly string[]
}

type LineOption = BindOptionKeyword | ServerOptionKeyword

/** Reads the options that end a `bind`, `server` or `default-server` line, in any order, from the vocabulary. */
export function lineOptions(slot: 'bind-option' | 'server-option'): Parameter<ApplyOptions> {
  return {
    name: 'options',
    type: 'string',
    isOptional: true,
    usage: '[options]*',
    parse: (reader) => readOptions(reader, slot),
  }
}

function readOptions(reader: ArgumentReader, slot: 'bind-option' | 'server-option'): ApplyOptions | Failed {
  const known: ReadonlyMap<string, LineOption> =
    slot === 'bind-option' ? reader.host.vocabulary.bindOptions : reader.host.vocabulary.serverOptions
  const calls: { readonly keyword: LineOption; readonly values: unknown[]; readonly span: Span }[] = []
  let failed = false
  for (let word = reader.next(); word !== null; word = reader.next()) {
    const end = word.text.indexOf('(')
    const found = known.get(word.text)
    const prefix = found === undefined && end > 0 ? known.get(word.text.slice(0, end)) : undefined
    const keyword = found ?? (isPrefix(prefix) ? prefix : undefined)
    if (keyword === undefined) {
      reportUnknown(reader, slot, word.text, [...known.keys()])
      return FAILED
    }
    const values: unknown[] = []
    const own = isPrefix(keyword) ? withSuffix(reader, word.text.slice(keyword.name.length)) : reader
    for (const parameter of keyword.params) {
      const value = parameter.parse(own)
      if (value === FAILED) failed = true
      values.push(value)
    }
    if (
      reader.keyword.text === 'default-server' &&
      keyword.kind === 'server-option' &&
      keyword.onDefaultServer === false
    )
      reader.warn(`'${word.text}' option is not accepted in default-server sections`, { span: word.span })
    else calls.push({ keyword, values, span: word.span })
  }
  if (failed) return FAILED
  const apply = (store: OptionsStore, site: DirectiveSite): void => {
    for (const call of calls) {
      call.keyword.apply(store.get(call.keyword.options), call.values as never, {
        ...site,
        span: call.span,
        options: store,
      })
    }
  }
  return Object.assign(apply, { names: calls.map(({ keyword }) => keyword.name) })
}

const isPrefix = (keyword: LineOption | undefined): boolean =>
  keyword?.kind === 'server-option' && keyword.isPrefix === true

function withSuffix(reader: ArgumentReader, suffix: string): ArgumentReader {
  const { style, keyword, host } = reader
  return {
    style,
    keyword,
    host,
    suffix,
    peek: (ahead) => reader.peek(ahead),
    next: () => reader.next(),
    fail: (message, complaint) => reader.fail(message, complaint),
    warn: (message, complaint) => reader.warn(message, complaint),
  }
}

function reportUnknown(reader: ArgumentReader, slot: string, name: string, known: readonly string[]): void {
  const refused = reader.host.vocabulary.refused(slot, name)
  if (refused !== null) {
    const code = refused.state === 'removed' ? 'config/removed-keyword' : 'config/unsupported-keyword'
    reader.fail(
      `'${name}' on '${reader.keyword.text}' lines is ${refused.state === 'removed' ? 'not supported any more' : 'known to HAProxy, but not supported by Weir'}: ${refused.reason}`,
      { code },
    )
    return
  }
  const suggestion = nearest(name, known)
  reader.fail(`unknown keyword '${name}' on a '${reader.keyword.text}' line`, {
    code: 'config/unknown-keyword',
    ...(suggestion === null ? {} : { hint: `did you mean '${suggestion}' maybe ?` }),
  })
}
