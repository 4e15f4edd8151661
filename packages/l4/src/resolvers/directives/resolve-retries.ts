import { custom, defineDirective, parseLeadingInteger } from '@weir/keyword'
import { resolversOptions } from '../options.ts'

export const resolveRetries = defineDirective({
  name: 'resolve_retries',
  summary: 'Sets how often a name is asked for until it counts as failed.',
  manual: '5.3.2',
  sections: ['resolvers'],
  options: resolversOptions,
  params: [
    custom('nb', '<nb>', (reader) => {
      const word = reader.next()
      return word === null ? reader.fail("'resolve_retries' expects <nb> as argument.") : parseLeadingInteger(word.text)
    }),
  ],
  apply(record, [retries]) {
    record.retries = Math.max(1, retries)
  },
})
