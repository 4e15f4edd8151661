import { custom, defineDirective, parseInteger } from '@weir/keyword'
import { processOptions } from '../options.ts'

const count = (name: string, most: number) =>
  custom<number>('number', '<number>', (reader) => {
    const text = reader.next()?.text ?? ''
    const value = parseInteger(text)
    if (value === null) return reader.fail(`'${name}' passed a missing or unparsable integer value in '${text}'`)
    if (value < 1 || value > most) return reader.fail(`'${name}' value must be between 1 and ${most} (was ${value})`)
    return value
  })

/** How many threads share the work. Manual 3.1. */
export const threadDirectives = [
  defineDirective({
    name: 'nbthread',
    summary: 'Sets the number of threads.',
    manual: '3.1',
    sections: ['global'],
    options: processOptions,
    params: [count('nbthread', 64)],
    apply(record, [value]) {
      record.threads = value
    },
  }),
  defineDirective({
    name: 'thread-groups',
    summary: 'Sets the number of groups of threads.',
    manual: '3.1',
    sections: ['global'],
    withoutEffect: 'threads share nothing that groups would divide',
    options: processOptions,
    params: [count('thread-groups', 16)],
    apply(record, [value]) {
      record.threadGroups = value
    },
  }),
]
