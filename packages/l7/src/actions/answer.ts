/** Actions that end a request or response with an answer of the proxy's own, or with none. */

import { ProxyError, Timeout } from '@weir/base'
import { defineAction, logFormat, type SampleContext, settings, text, type Verdict, verdicts } from '@weir/keyword'
import { readDeniedCookie } from '../cookies.ts'
import { countDenied } from '../count-denied.ts'
import { addHints } from '../early-hints.ts'
import { countRuleAnswer } from '../own-replies.ts'
import { bindReply, denialParameter, replyParameter } from '../reply-template.ts'
import { asksProxy } from '../request-way.ts'
import { failInternally } from '../rewrite-room.ts'

const isResponse = (ruleset: string): boolean => ruleset === 'http-response'

export const allow = defineAction({
  name: 'allow',
  summary: 'Ends the ruleset and lets the message pass.',
  manual: '4.2',
  rulesets: ['http-request', 'http-response', 'http-after-response'],
  isFinal: true,
  params: [],
  bind: () => () => verdicts.stop,
})

export const deny = defineAction({
  name: 'deny',
  aliases: ['block'],
  summary: 'Answers with an error: 403 to a request, 502 in place of a response, unless told otherwise.',
  manual: '4.2',
  rulesets: ['http-request', 'http-response'],
  isFinal: true,
  params: [denialParameter],
  bind([node], binder, ruleset) {
    const onResponse = isResponse(ruleset)
    const reply = bindReply(node, binder, onResponse ? 502 : 403)
    return (context) => {
      const transaction = context.transaction!
      countDenied(transaction, onResponse)
      if (!onResponse) {
        transaction.trackers?.countError()
        readDeniedCookie(transaction)
      }
      return transaction.answer(reply(context), new ProxyError('l7/denied', 'proxy', onResponse ? 'H' : 'R', false))
    }
  },
})

export const returnAction = defineAction({
  name: 'return',
  summary: 'Answers at once with a status, headers and a body.',
  manual: '4.2',
  rulesets: ['http-request', 'http-response'],
  isFinal: true,
  params: [replyParameter],
  bind([node], binder, ruleset) {
    const reply = bindReply(node, binder, 200)
    const phase = isResponse(ruleset) ? 'H' : 'R'
    return (context) => {
      const transaction = context.transaction!
      if (phase === 'R') countRuleAnswer(transaction)
      return transaction.answer(reply(context), new ProxyError('l4/local', 'proxy', phase, false))
    }
  },
})

export const tarpit = defineAction({
  name: 'tarpit',
  summary: 'Holds the request for `timeout tarpit`, then answers with an error, 500 unless told otherwise.',
  manual: '4.2',
  rulesets: ['http-request'],
  isFinal: true,
  params: [denialParameter],
  bind([node], binder) {
    const reply = bindReply(node, binder, 500)
    return (context) => {
      const transaction = context.transaction!
      if (transaction.waiting !== null) return verdicts.wait
      countDenied(transaction, false)
      transaction.trackers?.countError()
      readDeniedCookie(transaction)
      const timeout = new Timeout(transaction.engine.timers, () => {
        transaction.isTarpitted = true
        transaction.serverAssignedAtMs = transaction.clock.nowMs()
        transaction.answer(reply(context), new ProxyError('l7/tarpitted', 'proxy', 'T', false))
      })
      transaction.waiting = timeout
      timeout.arm(transaction.tarpitTimeoutMs)
      return verdicts.wait
    }
  },
})

export const reject = defineAction({
  name: 'reject',
  summary: 'Closes the connection without an answer.',
  manual: '4.2',
  rulesets: ['http-request'],
  isFinal: true,
  params: [],
  bind: () => (context) => {
    const transaction = context.transaction!
    countDenied(transaction, false)
    transaction.requestAtMs = -1
    transaction.drop(new ProxyError('l7/rejected', 'proxy', 'R', false))
    return verdicts.done
  },
})

const challenge = (context: SampleContext, realm: string): Verdict => {
  const transaction = context.transaction!
  transaction.trackers?.countError()
  countRuleAnswer(transaction)
  const isProxy = asksProxy(transaction)
  const page = transaction.errorReply(isProxy ? 407 : 401)
  if (page === null) return transaction.answer(null, new ProxyError('l4/local', 'proxy', 'R', false))
  const name = isProxy ? 'proxy-authenticate' : 'www-authenticate'
  const reply = {
    ...page,
    headers: `${page.headers}${name}: Basic realm="${realm}"\r\n`,
    headerCount: page.headerCount + 1,
  }
  return transaction.answer(reply, new ProxyError('l4/local', 'proxy', 'R', false))
}

export const auth = defineAction({
  name: 'auth',
  summary: 'Asks for credentials with 401, or 407 as a proxy.',
  manual: '4.2',
  rulesets: ['http-request'],
  isFinal: true,
  params: [settings({ realm: text('realm') })],
  bind:
    ([{ realm }]) =>
    (context) => {
      const transaction = context.transaction!
      const name = transaction.backend?.name ?? transaction.frontend.name
      return challenge(context, (realm ?? name).replace(/"/g, '\\"'))
    },
})

export const earlyHint = defineAction({
  name: 'early-hint',
  summary: 'Sends a header in a 103 answer ahead of the response.',
  manual: '4.2',
  rulesets: ['http-request'],
  params: [text('name'), logFormat('format')],
  bind([name, node], binder) {
    const lower = name.toLowerCase()
    const format = binder.logFormat(node)
    return (context) => {
      const transaction = context.transaction!
      if (addHints(transaction, `${lower}: ${format(context)}\r\n`)) return verdicts.proceed
      failInternally(transaction, new ProxyError('l4/internal-error', 'proxy', 'R', false))
      return verdicts.done
    }
  },
})
