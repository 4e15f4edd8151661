import { defineCheck, defineDirective } from '@weir/keyword'
import { answerStep, type Judgement } from '../answer-step.ts'
import type { CheckFactory } from '../check-factory.ts'
import { connectStep, createScript, sendStep } from '../check-step.ts'
import { backendCheckOptions } from '../options.ts'

/** An anonymous simple bind, version 3, message 1 (RFC 4511 §4.2). */
const bindRequest = Uint8Array.of(0x30, 0x0c, 0x02, 0x01, 0x01, 0x60, 0x07, 0x02, 0x01, 0x03, 0x04, 0x00, 0x80, 0x00)

const create: CheckFactory = () =>
  createScript([connectStep(), sendStep(bindRequest), answerStep(judgeBindResponse)], { status: 'L7OK' })

/** A bind response (RFC 4511 §4.2.2): sequence, message identifier 1, `[APPLICATION 1]`, result code. */
function judgeBindResponse(bytes: Uint8Array, isOver: boolean): Judgement {
  const wrong = { passed: false, status: 'L7RSP', info: 'Not LDAPv3 protocol' } as const
  if (bytes.length < 14) return isOver ? wrong : 'more'
  let at = 2 + longLength(bytes[1]!)
  const isMessageOne = bytes[at] === 0x02 && bytes[at + 1] === 0x01 && bytes[at + 2] === 0x01
  if (bytes[0] !== 0x30 || !isMessageOne || bytes[at + 3] !== 0x61) return wrong
  at += 5 + longLength(bytes[at + 4]!)
  if (bytes[at] !== 0x0a || bytes[at + 1] !== 0x01) return wrong
  const code = bytes[at + 2]!
  if (code === 0) return { passed: true, info: 'Success', isNews: true }
  return { passed: false, status: 'L7STS', code, info: 'See RFC: http://tools.ietf.org/html/rfc4511#section-4.1.9' }
}

/** How many more bytes a BER length takes. */
const longLength = (first: number): number => (first & 0x80 ? first & 0x7f : 0)

export const ldapCheck = defineCheck({
  name: 'ldap-check',
  summary: 'Binds anonymously to an LDAPv3 server.',
  create,
})

export const optionLdapCheck = defineDirective({
  name: 'option ldap-check',
  summary: 'Checks servers with an anonymous LDAPv3 bind.',
  manual: '4.2',
  sections: ['defaults', 'backend', 'listen'],
  options: backendCheckOptions,
  params: [],
  apply(record, _values, { span }) {
    record.kind = { keyword: ldapCheck, name: 'ldap-check', values: [], span }
  },
})
