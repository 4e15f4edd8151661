import { custom, defineDirective } from '@weir/keyword'
import { hostHandlings } from '../forward/forwarded-form.ts'
import { logForwardOptions } from '../options.ts'

const common = {
  manual: '3.10',
  sections: ['log-forward'],
  prefixes: ['no'],
  options: logForwardOptions,
} as const

const hostHandling = custom('handling', `{ ${hostHandlings.join(' | ')} }`, (reader) => {
  const text = reader.next()?.text
  return (
    hostHandlings.find((candidate) => candidate === text) ??
    reader.fail("option 'host' expects {replace|fill|keep|append}.")
  )
})

/** How a section `log-forward` reads messages and passes them on. */
export const logForwardSettings = [
  defineDirective({
    ...common,
    name: 'option dont-parse-log',
    summary: 'Passes messages on as they are, without looking for a header.',
    params: [],
    apply(record, _values, site) {
      record.isParsed = site.prefix === 'no'
    },
  }),
  defineDirective({
    ...common,
    name: 'option assume-rfc6587-ntf',
    summary: 'Takes a line feed for the end of every message of a stream, whatever it starts with.',
    params: [],
    apply(record, _values, site) {
      record.isAlwaysLines = site.prefix !== 'no'
    },
  }),
  defineDirective({
    ...common,
    name: 'option host',
    prefixes: [],
    summary: "Says whether the sender's address is passed on as the name of the host.",
    params: [hostHandling],
    apply(record, [handling]) {
      record.host = handling
    },
  }),
]
