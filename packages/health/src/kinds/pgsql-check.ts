import { custom, defineCheck, defineDirective } from '@weir/keyword'
import { answerStep, firstLine, type Judgement } from '../answer-step.ts'
import type { CheckFactory } from '../check-factory.ts'
import { connectStep, createScript, encodeBytes, sendStep } from '../check-step.ts'
import { backendCheckOptions } from '../options.ts'

/** A StartupMessage of protocol 3.0 for a user. */
function startup(user: string): Uint8Array {
  const parameters = encodeBytes(`user\0${user}\0\0`)
  const message = new Uint8Array(8 + parameters.length)
  const view = new DataView(message.buffer)
  view.setUint32(0, message.length)
  view.setUint32(4, 3 << 16)
  message.set(parameters, 8)
  return message
}

/** `R` asks for authentication, which shows a working server; `E` is an error, of which the first field is told. */
function judge(bytes: Uint8Array, isOver: boolean, text: string): Judgement {
  if (bytes[0] === 0x52) {
    return bytes.length >= 9 ? { passed: true, info: 'PostgreSQL server is ok' } : isOver ? unknownError : 'more'
  }
  if (bytes[0] !== 0x45) return unknownError
  return { passed: false, status: 'L7RSP', info: firstLine(text.slice(6).split('\0')[0]!) }
}

const unknownError = { passed: false, status: 'L7STS', info: 'PostgreSQL unknown error' } as const

const create: CheckFactory = ({ values }) =>
  createScript([connectStep(), sendStep(startup(values[0] as string)), answerStep(judge)], { status: 'L7OK' })

export const pgsqlCheck = defineCheck({
  name: 'pgsql-check',
  summary: 'Starts a PostgreSQL session and expects the server to ask for authentication.',
  create,
})

const user = custom('user', 'user <username>', (reader) => {
  const word = reader.next()
  const name = reader.next()
  if (word?.text !== 'user' || name === null)
    return reader.fail("'option pgsql-check' expects 'user <username>' as argument.")
  return name.text
})

export const optionPgsqlCheck = defineDirective({
  name: 'option pgsql-check',
  summary: 'Checks servers with the start of a PostgreSQL session.',
  manual: '4.2',
  sections: ['defaults', 'backend', 'listen'],
  options: backendCheckOptions,
  params: [user],
  apply(record, values, { span }) {
    record.kind = { keyword: pgsqlCheck, name: 'pgsql-check', values, span }
  },
})
