import { custom, defineCheck, defineDirective } from '@weir/keyword'
import { answerStep, firstLine, type Judgement } from '../answer-step.ts'
import type { CheckFactory } from '../check-factory.ts'
import { connectStep, createScript, encodeBytes, sendStep } from '../check-step.ts'
import { backendCheckOptions } from '../options.ts'

/** A complete reply (RFC 5321 §4.2): the last line has a space, or nothing, behind its code. */
function judgeReply(text: string, isOver: boolean): Judgement {
  const lines = text.split('\r\n')
  const last = lines.slice(0, -1).findLast((line) => /^\d{3}( |$)/.test(line))
  if (!/^\d{0,3}/.test(text) || (text.length >= 3 && !/^\d{3}/.test(text))) {
    return { passed: false, status: 'L7RSP', info: firstLine(lines[0]!) }
  }
  if (last === undefined) return isOver ? { passed: false, status: 'L7RSP', info: firstLine(lines[0]!) } : 'more'
  const code = Number(last.slice(0, 3))
  const info = firstLine(last.slice(4))
  return code >= 200 && code < 300 ? { passed: true, code, info } : { passed: false, status: 'L7STS', code, info }
}

const create: CheckFactory = ({ values }) =>
  createScript(
    [
      connectStep(),
      answerStep((_bytes, isOver, text) => judgeReply(text, isOver)),
      sendStep(encodeBytes(`${values[0] as string}\r\n`)),
      answerStep((_bytes, isOver, text) => judgeReply(text, isOver)),
      sendStep(encodeBytes('QUIT\r\n')),
      answerStep((_bytes, isOver, text) => judgeReply(text, isOver)),
    ],
    { status: 'L7OK' },
  )

export const smtpchk = defineCheck({
  name: 'smtpchk',
  summary: 'Greets a mail server and expects good replies.',
  create,
})

const greeting = custom('hello domain', '[<hello> <domain>]', (reader) => {
  const hello = reader.next()
  const domain = reader.next()
  if (hello === null || domain === null) return 'HELO localhost'
  return `${hello.text === 'EHLO' ? 'EHLO' : 'HELO'} ${domain.text}`
})

export const optionSmtpchk = defineDirective({
  name: 'option smtpchk',
  summary: 'Checks servers with an SMTP greeting.',
  manual: '4.2',
  sections: ['defaults', 'backend', 'listen'],
  options: backendCheckOptions,
  params: [greeting],
  apply(record, values, { span }) {
    record.kind = { keyword: smtpchk, name: 'smtpchk', values, span }
  },
})
