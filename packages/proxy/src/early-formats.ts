import type { LogFormatNode } from '@weir/keyword'

/** What is only known once a stream has ended, as the oracle shows by when it logs a format of one item. */
const lateAliases = new Set('B U Ta Tc Td Th Ti Tq TR Tr Tt Tu Tw ID ac bc fc rc sc bq sq ts'.split(' '))
const lateFetches = /^(?:bytes_|re[qs]\.bytes_|(?:txn|req|res|bc|fc)\.timer\.|txn\.sess_term_state|term_events)/

/**
 * True for a format whose items are all known when the response begins (in TCP mode, when the server is connected): its
 * line is then written, without waiting for the end.
 */
export function isKnownEarly(format: LogFormatNode): boolean {
  return format.items.every((item) => {
    if (item.kind === 'text') return true
    if (item.kind === 'alias') return !lateAliases.has(item.alias.keyword.name)
    return !lateFetches.test(item.expression.fetch.keyword.name)
  })
}
