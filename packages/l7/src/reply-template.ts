/** How rules describe an answer: the arguments of `return`, `deny` and `tarpit` (manual 4.2, `http-request return`). */
import {
  type ArgumentReader,
  type Binder,
  custom,
  FAILED,
  type Failed,
  type LogFormatNode,
  parseLeadingInteger,
  type Reference,
  type SampleContext,
  type Word,
} from '@weir/keyword'
import { bufferLimits } from './buffer-limits.ts'
import type { ErrorAnswer } from './http-proxy.ts'
import { createReply, errorStatuses, pageFor, parseReply, type Reply, reasonOf } from './reply.ts'

type Body =
  | { readonly kind: 'none' }
  | { readonly kind: 'default-errorfiles' }
  | { readonly kind: 'errorfile'; readonly reply: Reply | null }
  | { readonly kind: 'errorfiles'; readonly section: Reference }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'format'; readonly format: LogFormatNode }

export interface ReplyNode {
  /** Null when the line does not say. */
  readonly status: number | null
  readonly contentType: string | null
  readonly body: Body
  readonly headers: readonly { readonly name: string; readonly value: LogFormatNode }[]
}

/** An `http-errors` section at work. */
export interface ErrorSet {
  get(status: number): ErrorAnswer | undefined
}

/** Headers that an answer makes by itself. */
const ownHeaders: ReadonlySet<string> = new Set(['content-length', 'content-type', 'transfer-encoding'])

const usage =
  '[status <code>] [content-type <type>] [{ default-errorfiles | errorfile <file> | errorfiles <name> | file <file> | lf-file <file> | string <str> | lf-string <fmt> }] [hdr <name> <fmt>]*'

export const replyParameter = custom('answer', usage, (reader) => readReply(reader, null, { kind: 'none' }))

/**
 * The answer of `deny` and `tarpit`: without more than a status behind `deny_status` it is the page of that status; all else
 * is as of `return`, so that `status` alone makes an empty answer (seen in the oracle).
 */
export const denialParameter = custom('answer', `[deny_status <code>] ${usage}`, (reader) => {
  if (reader.peek()?.text !== 'deny_status') return readReply(reader, null, bodyOfDenial(reader))
  const status = readStatus(reader)
  return status === FAILED ? FAILED : readReply(reader, status, bodyOfDenial(reader))
})

function bodyOfDenial(reader: ArgumentReader): Body {
  const next = reader.peek()?.text ?? 'if'
  return { kind: next === 'if' || next === 'unless' ? 'default-errorfiles' : 'none' }
}

/** Reads the word for the status and its code. */
function readStatus(reader: ArgumentReader): number | Failed {
  const word = reader.next()!
  const value = reader.next()
  const code = value === null ? null : parseLeadingInteger(value.text)
  if (value === null || code === null) return reader.fail(`'${word.text}' expects <status_code> as argument`)
  return code < 200 || code > 599
    ? reader.fail(`status code '${value.text}' not handled by default (expects a code between 200 and 599)`)
    : code
}

function readReply(reader: ArgumentReader, defaultStatus: number | null, defaultBody: Body): ReplyNode | Failed {
  let status = defaultStatus
  let contentType: string | null = null
  let body = defaultBody
  const headers: { name: string; value: LogFormatNode }[] = []
  for (let word = reader.peek(); word !== null; word = reader.peek()) {
    if (word.text === 'status') {
      const code = readStatus(reader)
      if (code === FAILED) return FAILED
      status = code
    } else if (word.text === 'content-type') {
      reader.next()
      const value = reader.next()
      if (value === null) return reader.fail("'content-type' expects <ctype> as argument")
      contentType = value.text
    } else if (word.text === 'hdr') {
      reader.next()
      const name = reader.next()
      const value = reader.next()
      if (name === null || value === null) return reader.fail("'hdr' expects <name> and <value> as arguments")
      const format = reader.host.logFormat(reader, value)
      if (format === FAILED) return FAILED
      const lower = name.text.toLowerCase()
      if (ownHeaders.has(lower)) reader.warn(`header '${name.text}' always ignored by the http reply.`)
      else headers.push({ name: lower, value: format })
    } else {
      const read = readBody(reader, word.text)
      if (read === FAILED) return FAILED
      if (read === null) break
      if (body.kind !== 'none') return reader.fail(`'${word.text}' is not allowed: the answer has a body already`)
      body = read
    }
  }
  const isErrorFile = body.kind === 'errorfile' || body.kind === 'errorfiles' || body.kind === 'default-errorfiles'
  if (isErrorFile && status !== null && !errorStatuses.includes(status)) {
    return reader.fail(
      `status code '${status}' not handled by default with '${body.kind}' (${errorStatuses.join(' ')})`,
    )
  }
  if (contentType === null && (body.kind === 'text' || body.kind === 'format')) {
    return reader.fail('a content type must be defined when a file or a string is used: add `content-type`')
  }
  if (body.kind === 'text' && contentType !== null) {
    body = { kind: 'text', text: fittedText(reader, body.text, contentType) }
  }
  if (isErrorFile && contentType !== null) {
    reader.warn(`content-type '${contentType}' ignored by the http reply when used with an errorfile.`)
  }
  if (body.kind === 'none' && contentType !== null) {
    reader.warn(
      `content-type '${contentType}' ignored by the http reply because neither errorfile nor payload defined.`,
    )
  }
  if (isErrorFile && headers.length > 0) {
    reader.warn('hdr parameters ignored by the http reply when used with an errorfile.')
  }
  return { status, contentType, body, headers }
}

function readBody(reader: ArgumentReader, kind: string): Body | null | Failed {
  switch (kind) {
    case 'default-errorfiles':
      reader.next()
      return { kind }
    case 'errorfile': {
      const reply = readErrorFile(reader)
      return reply === FAILED ? FAILED : { kind, reply }
    }
    case 'errorfiles': {
      reader.next()
      const name = reader.next()
      if (name === null) return reader.fail("'errorfiles' expects <name> as argument")
      return { kind, section: reader.host.reference('http-errors', name.text, name.span) }
    }
    case 'file': {
      const text = readBodyFile(reader, kind)
      return text === FAILED ? FAILED : { kind: 'text', text }
    }
    case 'lf-file': {
      const text = readBodyFile(reader, kind)
      if (text === FAILED) return FAILED
      const format = reader.host.logFormat(reader, { text, span: reader.keyword.span })
      return format === FAILED ? FAILED : { kind: 'format', format }
    }
    case 'string': {
      reader.next()
      const value = reader.next()
      if (value === null) return reader.fail("'string' expects <str> as argument")
      return { kind: 'text', text: value.text }
    }
    case 'lf-string': {
      reader.next()
      const value = reader.next()
      if (value === null) return reader.fail("'lf-string' expects <fmt> as argument")
      const format = reader.host.logFormat(reader, value)
      return format === FAILED ? FAILED : { kind: 'format', format }
    }
    default:
      return null
  }
}

function readErrorFile(reader: ArgumentReader): Reply | null | Failed {
  const word = nextFile(reader, 'errorfile')
  if (word === FAILED) return FAILED
  const file = reader.host.readFile(word.text)
  return 'error' in file
    ? reader.fail(`failed to read '${word.text}': ${file.error}`)
    : readReplyFile(reader, word.text, file.text)
}

/** The answer that a file holds; null for an empty one. What is too long for a buffer is cut off. */
export function readReplyFile(reader: ArgumentReader, path: string, text: string): Reply | null | Failed {
  if (text === '') return null
  const { bufferBytes } = bufferLimits(reader)
  if (text.length > bufferBytes) {
    reader.warn(`custom error message file '${path}' larger than ${bufferBytes} bytes. Truncating.`)
  }
  const reply = parseReply(text.slice(0, bufferBytes), bufferBytes)
  return 'error' in reply ? reader.fail(`errorfile : '${path}': ${reply.error}`) : reply
}

function readBodyFile(reader: ArgumentReader, kind: string): string | Failed {
  const word = nextFile(reader, kind)
  if (word === FAILED) return FAILED
  const file = reader.host.readFile(word.text)
  if ('error' in file) return reader.fail(`failed to read '${word.text}': ${file.error}`)
  const { length } = file.text
  const { bufferBytes } = bufferLimits(reader)
  return length > bufferBytes
    ? reader.fail(`file '${word.text}' exceeds the buffer size (${length} > ${bufferBytes})`)
    : file.text
}

function nextFile(reader: ArgumentReader, kind: string): Word | Failed {
  reader.next()
  return reader.next() ?? reader.fail(`'${kind}' expects <file> as argument`)
}

/** The text of an answer as it will be sent, with what is to be said about its length. */
function fittedText(reader: ArgumentReader, text: string, contentType: string): string {
  const { bufferBytes, messageBytes } = bufferLimits(reader)
  // A string that no buffer holds is no string at all.
  const kept = text.length > bufferBytes ? '' : text
  if (kept === '')
    reader.warn(`content-type '${contentType}' ignored by the http reply when used with an empty payload.`)
  if (text.length > messageBytes && text !== '') {
    reader.warn(
      'http reply payload runs over the buffer space reserved to headers rewriting. It may lead to internal errors if strict rewriting mode is enabled.',
    )
  }
  return kept
}

/** Makes the answer of a rule; null for an empty error file, which closes without a word. */
export function bindReply(
  node: ReplyNode,
  binder: Binder,
  defaultStatus: number,
): (context: SampleContext) => Reply | null {
  const status = node.status ?? defaultStatus
  const { body } = node
  if (body.kind === 'errorfile') {
    const page = body.reply === null ? null : pageFor(status, body.reply)
    return (context) => logged(page, status, context)
  }
  if (body.kind === 'errorfiles') {
    const errors = binder.resolve<ErrorSet>(body.section)
    return (context) => logged(answerOf(errors.get(status), context, status), status, context)
  }
  if (body.kind === 'default-errorfiles') {
    return (context) => logged(context.transaction!.errorReply(status), status, context)
  }
  const headers = node.headers.map(({ name, value }) => ({ name, value: binder.logFormat(value) }))
  const format = body.kind === 'format' ? binder.logFormat(body.format, 'body') : null
  const text = body.kind === 'text' ? body.text : ''
  const { contentType } = node
  const reason = reasonOf(status)
  return (context) => {
    const content = format === null ? text : format(context)
    const lines: [string, string][] = []
    for (const { name, value } of headers) {
      const text = value(context)
      // A header without a value is left out (seen in the oracle).
      if (text !== '') lines.push([name, text])
    }
    lines.push(['content-length', String(content.length)])
    if (contentType !== null && content !== '') lines.push(['content-type', contentType])
    return createReply(status, lines, content, reason)
  }
}

/** Where an empty page means silence, the log tells the status all the same. */
function logged(reply: Reply | null, status: number, { transaction }: SampleContext): Reply | null {
  if (reply === null) transaction!.status = status
  return reply
}

export function answerOf(answer: ErrorAnswer | undefined, context: SampleContext, status: number): Reply | null {
  if (answer === undefined) return context.transaction!.errorReply(status)
  return typeof answer === 'function' ? answer(context) : answer
}
