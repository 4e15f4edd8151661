/** Actions on many headers at once, in the form that `req.hdrs_bin` gives (3.4). */
import { defineAction, expression, optional, type SampleContext, settings, text } from '@weir/keyword'
import { headerNeedle, type Message } from '../message.ts'
import { edited, keepEdit } from '../rewrite-room.ts'
import { clean } from './header.ts'

const rulesets = ['http-request', 'http-response', 'http-after-response'] as const
const token = /^[!#$%&'*+.^_`|~0-9a-z-]+$/

type Header = readonly [name: string, value: string]

/**
 * Reads length-prefixed names and values up to two empty strings, or as far as they are whole: lengths as SPOP writes them,
 * up to 239 in one byte, otherwise its lower four bits and then seven bits a byte.
 */
export function decodeHeaders(bytes: Uint8Array): Header[] {
  const headers: Header[] = []
  let at = 0
  const take = (): string | null => {
    if (at >= bytes.length) return null
    let length = bytes[at++]!
    if (length >= 240) {
      for (let shift = 4; ; shift += 7) {
        const byte = bytes[at++]
        if (byte === undefined || shift > 32) return null
        length += byte * 2 ** shift
        if (byte < 128) break
      }
    }
    if (length > bytes.length - at) return null
    at += length
    return Buffer.from(bytes.buffer, bytes.byteOffset + at - length, length).toString('latin1')
  }
  for (;;) {
    const name = take()
    const value = name === null ? null : take()
    if (name === null || value === null || name === '') return headers
    headers.push([name, value])
  }
}

/** What of a block may be put into a message: names that are none would break it. */
function usable(block: Uint8Array | null, prefix: string): Header[] {
  if (block === null) return []
  const lower = prefix.toLowerCase()
  return decodeHeaders(block)
    .map(([name, value]): Header => [name.toLowerCase(), clean(value)])
    .filter(([name]) => name.startsWith(lower) && token.test(name))
}

/** Appends as many as `tune.http.maxhdr` leaves room for. */
function append(message: Message, headers: readonly Header[], context: SampleContext): void {
  const { headerCount } = context.transaction!.client.http.parser.limits
  for (const [name, value] of headers) {
    if (message.headerCount + 1 >= headerCount) return
    message.add(name, value)
  }
}

const params = [expression('expression'), optional(settings({ prefix: text('prefix') }))] as const

export const addHeadersBin = defineAction({
  name: 'add-headers-bin',
  summary: 'Appends the headers of a block, or those whose names begin with a prefix.',
  manual: '4.2',
  rulesets,
  params,
  bind([node, options], binder, ruleset) {
    const block = binder.expression(node, 'bin')
    const prefix = options?.prefix ?? ''
    return (context) => {
      const message = edited(context, ruleset)
      const { head, headerCount } = message
      append(message, usable(block(context), prefix), context)
      return keepEdit(context, ruleset, message, head, headerCount)
    }
  },
})

export const setHeadersBin = defineAction({
  name: 'set-headers-bin',
  summary: 'Puts the headers of a block in the place of those with their names.',
  manual: '4.2',
  rulesets,
  params,
  bind([node, options], binder, ruleset) {
    const block = binder.expression(node, 'bin')
    const prefix = options?.prefix ?? ''
    return (context) => {
      const message = edited(context, ruleset)
      const headers = usable(block(context), prefix)
      for (const name of new Set(headers.map(([name]) => name))) message.remove(headerNeedle(name))
      const { head, headerCount } = message
      append(message, headers, context)
      return keepEdit(context, ruleset, message, head, headerCount)
    }
  },
})
