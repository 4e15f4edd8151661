import { custom, defineCheck, defineDirective, type Failed } from '@weir/keyword'
import { answerStep, firstLine, type Judgement } from '../answer-step.ts'
import type { CheckFactory } from '../check-factory.ts'
import { connectStep, createScript, encodeBytes, sendStep } from '../check-step.ts'
import { backendCheckOptions } from '../options.ts'

/** Who logs in, and in which generation of the protocol; without a user only the greeting is read. */
interface MysqlLogin {
  readonly user: string | null
  readonly version: 'pre-41' | 'post-41' | 'post-80'
}

/** A packet: three bytes of length, a sequence number, the payload. */
function packet(sequence: number, payload: Uint8Array): Uint8Array {
  const { length } = payload
  return Uint8Array.of(length & 255, (length >> 8) & 255, (length >> 16) & 255, sequence, ...payload)
}

/** The client's authentication without a password, followed by COM_QUIT. */
function login({ user, version }: MysqlLogin): Uint8Array {
  const name = encodeBytes(`${user}\0`)
  const quit = packet(0, Uint8Array.of(1))
  if (version === 'pre-41') {
    // HandshakeResponse320: capabilities, maximum packet, user.
    return Uint8Array.of(...packet(1, Uint8Array.of(0x00, 0x80, 0x00, 0x00, 0x01, ...name)), ...quit)
  }
  // HandshakeResponse41: protocol 4.1, secure connection and with post-80 the plugin's name; UTF-8; no password.
  const usesPlugin = version === 'post-80'
  const payload = Uint8Array.of(
    ...[0x00, 0x82, usesPlugin ? 0x08 : 0x00, 0x00],
    ...[0x00, 0x80, 0x00, 0x01, 0x21],
    ...new Uint8Array(23),
    ...name,
    0x00,
    ...(usesPlugin ? encodeBytes('mysql_native_password\0') : []),
  )
  return Uint8Array.of(...packet(1, payload), ...quit)
}

/** The greeting: protocol version 10 and the server's version, or an error packet. */
function judgeGreeting(bytes: Uint8Array, isOver: boolean, text: string): Judgement {
  const packetLength = lengthAt(bytes, 0)
  if (bytes.length < 4 + packetLength) return isOver ? { passed: false, status: 'L7RSP' } : 'more'
  if (bytes[4] === 0xff) return errorPacket(bytes, text, 0)
  if (bytes[4] !== 10) return { passed: false, status: 'L7RSP' }
  return { passed: true, info: firstLine(text.slice(5).split('\0')[0]!), isNews: true }
}

/** The greeting and the answer to the login, which may come in one piece. */
function judgeLogin(bytes: Uint8Array, isOver: boolean, text: string): Judgement {
  const greeting = judgeGreeting(bytes, isOver, text)
  if (greeting === 'more' || !greeting.passed) return greeting
  const at = 4 + lengthAt(bytes, 0)
  if (bytes.length < at + 5 || bytes.length < at + 4 + lengthAt(bytes, at)) {
    return isOver ? { passed: false, status: 'L7RSP' } : 'more'
  }
  return bytes[at + 4] === 0xff ? errorPacket(bytes, text, at) : greeting
}

function lengthAt(bytes: Uint8Array, at: number): number {
  if (bytes.length < at + 4) return Number.POSITIVE_INFINITY
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16)
}

function errorPacket(bytes: Uint8Array, text: string, at: number): Judgement {
  const code = (bytes[at + 5] ?? 0) | ((bytes[at + 6] ?? 0) << 8)
  return { passed: false, status: 'L7STS', code, info: firstLine(text.slice(at + 7)) }
}

const create: CheckFactory = ({ values }) => {
  const given = values[0] as MysqlLogin
  const steps =
    given.user === null
      ? [connectStep(), answerStep(judgeGreeting)]
      : [connectStep(), sendStep(login(given)), answerStep(judgeLogin)]
  return createScript(steps, { status: 'L7OK' })
}

export const mysqlCheck = defineCheck({
  name: 'mysql-check',
  summary: "Reads a MySQL server's greeting and, given a user, logs in.",
  create,
})

const loginArguments = custom('user', '[user <username> [pre-41|post-41|post-80]]', (reader): MysqlLogin | Failed => {
  const word = reader.next()
  if (word === null) return { user: null, version: 'post-41' }
  const name = reader.next()
  if (word.text !== 'user' || name === null)
    return reader.fail("'option mysql-check' expects 'user <username>' as argument.")
  const version = reader.next()?.text ?? 'post-41'
  if (version !== 'pre-41' && version !== 'post-41' && version !== 'post-80') {
    return reader.fail(`'option mysql-check' only supports 'pre-41', 'post-41' and 'post-80', but got '${version}'`)
  }
  return { user: name.text, version }
})

export const optionMysqlCheck = defineDirective({
  name: 'option mysql-check',
  summary: "Checks servers by a MySQL server's greeting.",
  manual: '4.2',
  sections: ['defaults', 'backend', 'listen'],
  options: backendCheckOptions,
  params: [loginArguments],
  apply(record, values, { span }) {
    record.kind = { keyword: mysqlCheck, name: 'mysql-check', values, span }
  },
})
