import { defineDirective, rest } from '@weir/keyword'
import { type HttpProcessOptions, httpProcessOptions } from '../options.ts'

const lowest = 100
const highest = 599

type Field = 'errorStatuses' | 'failureStatuses'

const rows: readonly (readonly [name: string, field: Field, summary: string])[] = [
  ['http-err-codes', 'errorStatuses', 'Says which statuses of responses count as errors of the client.'],
  ['http-fail-codes', 'failureStatuses', 'Says which statuses of responses count as failures of the server.'],
]

/** `[+-]<range>[,…] …`: a word without a sign begins the set anew, the others change it, in order. */
export const statusSets = rows.map(([name, field, summary]) =>
  defineDirective({
    name,
    summary,
    manual: '3.1',
    sections: ['global'],
    options: httpProcessOptions,
    params: [rest('ranges')],
    apply(record: HttpProcessOptions, [words], { complain }) {
      if (words.length === 0) complain(`Missing status codes range for '${name}'.`)
      let statuses = new Set(record[field])
      for (const { text } of words) {
        const sign = /^[+-]/.exec(text)?.[0] ?? ''
        if (sign === '') statuses = new Set()
        for (const range of text.slice(sign.length).split(',')) {
          const found = /^(\d+)(?:-(\d+))?$/.exec(range)
          const low = Number(found?.[1])
          const high = Number(found?.[2] ?? found?.[1])
          if (!(low >= lowest && low <= high && high <= highest)) {
            complain(`Invalid status codes range '${text}' in '${name}'.`)
            return
          }
          for (let status = low; status <= high; status++) {
            if (sign === '-') statuses.delete(status)
            else statuses.add(status)
          }
        }
      }
      record[field] = statuses
    },
  }),
)
