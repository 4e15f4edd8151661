/** Replaced error pages: `errorfile`, `errorfiles`, `errorloc*`, `http-error` (manual 4.2). */
import {
  type ArgumentReader,
  custom,
  defineDirective,
  FAILED,
  type Failed,
  parseLeadingInteger,
  reference,
  rest,
  text,
} from '@weir/keyword'
import { type ErrorNode, httpErrorsOptions, httpOptions } from '../options.ts'
import { errorStatuses } from '../reply.ts'
import { type ReplyNode, readReplyFile, replyParameter } from '../reply-template.ts'

const sections = ['defaults', 'frontend', 'backend', 'listen'] as const

const status = custom('code', '<code>', (reader: ArgumentReader): number | Failed => {
  const word = reader.next()
  const code = parseLeadingInteger(word?.text ?? '')
  if (errorStatuses.includes(code)) return code
  const name = reader.keyword.text
  const value = name === 'errorfile' ? 'file' : 'url'
  if (word === null)
    return reader.fail(`${name} : expects <status_code> and <${value}> as arguments.`, {
      code: 'config/missing-argument',
    })
  return reader.fail(`${name} : status code '${word.text}' not handled.`, {
    hint: `expects one of ${errorStatuses.join(', ')}`,
  })
})

const file = custom('file', '<file>', (reader: ArgumentReader): ErrorNode | Failed => {
  const word = reader.next()
  if (word === null)
    return reader.fail(`${reader.keyword.text} : expects <status_code> and <file> as arguments.`, {
      code: 'config/missing-argument',
    })
  const read = reader.host.readFile(word.text)
  if ('error' in read) return reader.fail(`errorfile : error opening file '${word.text}'.`, { hint: read.error })
  const reply = readReplyFile(reader, word.text, read.text)
  return reply === FAILED ? FAILED : { kind: 'file', reply }
})

export const errorfile = defineDirective({
  name: 'errorfile',
  summary: 'Answers with a file instead of a built-in error page.',
  manual: '4.2',
  sections,
  needsHttp: true,
  options: httpOptions,
  params: [status, file],
  apply(record, [code, node]) {
    record.errors.set(code, node)
  },
})

export const errorfileOfSet = defineDirective({
  name: 'errorfile',
  summary: 'Adds a file to a set of error pages.',
  manual: '3.8',
  sections: ['http-errors'],
  options: httpErrorsOptions,
  params: [status, file],
  apply(record, [code, node]) {
    record.errors.set(code, node)
  },
})

export const errorfiles = defineDirective({
  name: 'errorfiles',
  summary: 'Takes error pages from an `http-errors` section, all of them or those named.',
  manual: '4.2',
  sections,
  needsHttp: true,
  options: httpOptions,
  params: [reference('name', 'http-errors'), rest('code')],
  apply(record, [section, words], site) {
    for (const { text: word } of words) {
      if (!errorStatuses.includes(Number(word))) site.complain(`errorfiles : status code '${word}' not handled.`)
    }
    const codes = words.length === 0 ? errorStatuses : words.map((word) => Number(word.text))
    for (const code of codes) record.errors.set(code, { kind: 'section', section })
    for (const { text } of words) record.errorSetUses.push({ section, status: Number(text), span: site.span })
  },
})

const locations = [
  ['errorloc', 302],
  ['errorloc302', 302],
  ['errorloc303', 303],
] as const

export const locationDirectives = locations.map(([name, code]) =>
  defineDirective({
    name,
    summary: `Redirects with ${code} instead of a built-in error page.`,
    manual: '4.2',
    sections,
    needsHttp: true,
    options: httpOptions,
    params: [status, text('url')],
    apply(record, [error, url]) {
      record.errors.set(error, { kind: 'location', code, url })
    },
  }),
)

const answer = replyParameter

export const httpError = defineDirective({
  name: 'http-error',
  summary: 'Answers with a described message instead of a built-in error page.',
  manual: '4.2',
  sections,
  needsHttp: true,
  options: httpOptions,
  params: [
    custom('answer', answer.usage, (reader): ReplyNode | Failed => {
      const node = answer.parse(reader)
      if (node === FAILED) return FAILED
      if (node.status === null) return reader.fail('http-error : expects at least a <status> as arguments.')
      if (!errorStatuses.includes(node.status))
        return reader.fail(`http-error : status code '${node.status}' not handled.`)
      return node
    }),
  ],
  apply(record, [node], { span }) {
    const status = node.status!
    record.errors.set(status, { kind: 'answer', node })
    if (node.body.kind === 'errorfiles') record.errorSetUses.push({ section: node.body.section, status, span })
  },
})
