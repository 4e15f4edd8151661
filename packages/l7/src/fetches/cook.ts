/** Fetches over cookies: `req.cook`, `res.cook` and their relatives (manual 7.3.6). */
import { defineFetch, optional, text } from '@weir/keyword'
import { cookieNamesOf, cookiesOf } from '../cookie-values.ts'
import { leadingInteger } from '../header-values.ts'
import type { Message } from '../message.ts'
import { messageOf } from './hdr.ts'

const sides = [
  { side: 'request', prefix: 'req.cook', alias: 'cook' },
  { side: 'response', prefix: 'res.cook', alias: 'scook' },
] as const

type Side = (typeof sides)[number]['side']

function valuesOf(message: Message, side: Side, name: string | undefined): string[] {
  return cookiesOf(message, side === 'response', name === undefined || name === '' ? null : name).map(
    ([, value]) => value,
  )
}

/** The last cookie of that name, or the first one of all. */
function valueNamed(message: Message, side: Side, name: string | undefined): string | null {
  const values = valuesOf(message, side, name)
  return values.at(name === undefined || name === '' ? 0 : -1) ?? null
}

const params = [optional(text('name'))] as const

export const cookieFetches = sides.map(({ side, prefix, alias }) =>
  defineFetch({
    name: prefix,
    aliases: [alias],
    summary: `The value of a cookie of the ${side}, the last one of that name.`,
    manual: '7.3.6',
    out: 'str',
    source: side,
    needsHttp: true,
    params,
    bind:
      ([name]) =>
      (context) => {
        const message = messageOf(context, side)
        return message === null ? null : valueNamed(message, side, name)
      },
    bindEach:
      ([name]) =>
      (context, visit) => {
        const message = messageOf(context, side)
        return message !== null && valuesOf(message, side, name).some((value) => visit(value, context))
      },
  }),
)

export const cookieCountFetches = sides.map(({ side, prefix, alias }) =>
  defineFetch({
    name: `${prefix}_cnt`,
    aliases: [`${alias}_cnt`],
    summary: `How often a cookie stands in the ${side}.`,
    manual: '7.3.6',
    out: 'sint',
    source: side,
    needsHttp: true,
    params,
    bind:
      ([name]) =>
      (context) => {
        const message = messageOf(context, side)
        return message === null ? null : valuesOf(message, side, name).length
      },
  }),
)

export const cookieIntegerFetches = sides.map(({ side, prefix, alias }) =>
  defineFetch({
    name: `${prefix}_val`,
    aliases: [`${alias}_val`],
    summary: `The value of a cookie of the ${side} as an integer.`,
    manual: '7.3.6',
    out: 'sint',
    source: side,
    needsHttp: true,
    params,
    bind:
      ([name]) =>
      (context) => {
        const message = messageOf(context, side)
        const value = message === null ? null : valueNamed(message, side, name)
        return value === null ? null : leadingInteger(value)
      },
    bindEach:
      ([name]) =>
      (context, visit) => {
        const message = messageOf(context, side)
        return message !== null && valuesOf(message, side, name).some((value) => visit(leadingInteger(value), context))
      },
  }),
)

export const cookieNamesFetches = sides.map(({ side, prefix }) =>
  defineFetch({
    name: `${prefix}_names`,
    summary: `The names of all cookies of the ${side}, joined by the first character of the delimiter.`,
    manual: '7.3.6',
    out: 'str',
    source: side,
    needsHttp: true,
    params: [optional(text('delimiter'))],
    bind: ([delimiter]) => {
      const joint = delimiter === undefined || delimiter === '' ? ',' : delimiter[0]!
      return (context) => {
        const message = messageOf(context, side)
        return message === null ? null : cookieNamesOf(message, side === 'response').join(joint)
      }
    },
  }),
)

/** The cookie of the message that the rule is about. */
export const cookie = defineFetch({
  name: 'cookie',
  summary: 'The value of a cookie of the message that the rule is about.',
  manual: '7.3.6',
  out: 'str',
  source: 'message',
  needsHttp: true,
  params,
  bind:
    ([name]) =>
    (context) => {
      const transaction = context.transaction
      if (transaction === undefined || transaction === null) return null
      const side = transaction.response === null ? 'request' : 'response'
      return valueNamed(messageOf(context, side)!, side, name)
    },
})
