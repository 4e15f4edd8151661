/** `persist rdp-cookie`, with and without the name of the cookie (manual 4.2). */
import { custom, defineDirective } from '@weir/keyword'
import { proxyOptions } from '../options.ts'

const defaultName = 'msts'
const needsName = "'persist rdp-cookie(name)' requires an rdp cookie name."

const sections = ['defaults', 'listen', 'backend'] as const
const common = { manual: '4.2', sections, options: proxyOptions }

/** Whatever follows is let pass, as by HAProxy. */
const others = custom('…', '[…]', (reader) => {
  while (reader.next() !== null);
  return null
})

const method = custom('method', 'rdp-cookie(<name>)', (reader) => {
  const text = reader.next()?.text
  if (text === undefined) return reader.fail('missing persist method.')
  if (!text.startsWith('rdp-cookie')) return reader.fail('unknown persist method.')
  return /^rdp-cookie\(([^)]+)\)/.exec(text)?.[1] ?? reader.fail(needsName)
})

export const persist = [
  defineDirective({
    name: 'persist rdp-cookie',
    summary: 'Sends clients to the server that the RDP cookie of their request names.',
    ...common,
    params: [others],
    apply(record) {
      record.rdpCookieName = defaultName
    },
  }),
  defineDirective({
    name: 'persist',
    summary: 'Sends clients to the server that a cookie of their request names, which is no HTTP cookie.',
    ...common,
    params: [method],
    apply(record, [name]) {
      record.rdpCookieName = name
    },
  }),
]
