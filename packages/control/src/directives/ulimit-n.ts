import { defineDirective, int } from '@weir/keyword'
import { processOptions } from '../options.ts'

/** Limits that the process asks of the system. Manual 3.1. */
export const limitDirectives = [
  defineDirective({
    name: 'ulimit-n',
    summary: 'Sets the limit of open files, which follows from the limit of connections otherwise.',
    manual: '3.1',
    sections: ['global'],
    options: processOptions,
    params: [int('number', { min: 0, clamps: true })],
    apply(record, [number], site) {
      if (record.fileLimit !== null) site.warn("'ulimit-n' already specified, continuing")
      else record.fileLimit = number
    },
  }),
  defineDirective({
    name: 'fd-hard-limit',
    summary: 'Caps the limit of open files that is taken from the system.',
    manual: '3.1',
    sections: ['global'],
    options: processOptions,
    params: [int('number', { min: 0 })],
    apply(record, [number]) {
      record.hardFileLimit = number
    },
  }),
]
