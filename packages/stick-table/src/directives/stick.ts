import { condition, custom, defineDirective, expression, type FAILED, type Reference } from '@weir/keyword'
import { stickOptions } from '../options.ts'

const tableOfRule = custom('table', '[table <table>]', (reader): Reference | typeof FAILED => {
  if (reader.peek()?.text !== 'table') return reader.host.reference('table', '', reader.keyword.span)
  reader.next()
  const name = reader.next()
  if (name === null)
    return reader.fail("'table' expects the name of a stick table", { code: 'config/missing-argument' })
  return reader.host.reference('table', name.text, name.span)
})

const request = 'backend use-server, balance or stick-match rule'
const parameters = [expression('pattern'), tableOfRule, condition()] as const

/** Stickiness to servers (manual 4.2): learnt from requests and responses, found again by the same key. */
export const stickDirectives = [
  defineDirective({
    name: 'stick on',
    summary: 'Sends what shares a key to one server: matches, and stores what was chosen.',
    manual: '4.2',
    sections: ['backend', 'listen'],
    options: stickOptions,
    phase: request,
    params: parameters,
    apply(record, [pattern, table, when]) {
      const rule = { expression: pattern, table, condition: when }
      record.matches.push(rule)
      record.storeRequests.push(rule)
    },
  }),
  defineDirective({
    name: 'stick match',
    summary: 'Sends what has a stored key to the server that is stored with it.',
    manual: '4.2',
    sections: ['backend', 'listen'],
    options: stickOptions,
    phase: request,
    params: parameters,
    apply(record, [pattern, table, when]) {
      record.matches.push({ expression: pattern, table, condition: when })
    },
  }),
  defineDirective({
    name: 'stick store-request',
    summary: 'Stores the chosen server under a key from the request.',
    manual: '4.2',
    sections: ['backend', 'listen'],
    options: stickOptions,
    phase: request,
    params: parameters,
    apply(record, [pattern, table, when]) {
      record.storeRequests.push({ expression: pattern, table, condition: when })
    },
  }),
  defineDirective({
    name: 'stick store-response',
    summary: 'Stores the server under a key from its response.',
    manual: '4.2',
    sections: ['backend', 'listen'],
    options: stickOptions,
    phase: 'backend stick-store rule',
    params: parameters,
    apply(record, [pattern, table, when]) {
      record.storeResponses.push({ expression: pattern, table, condition: when })
    },
  }),
]
