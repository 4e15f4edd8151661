import { defineBindOption, int, text } from '@weir/keyword'
import { bindOptions } from '../bind-options.ts'

/** What a listener is called (manual 5.1). */
export const names = [
  defineBindOption({
    name: 'name',
    summary: 'Names the listener in statistics and logs.',
    manual: '5.1',
    options: bindOptions,
    params: [text('name')],
    apply(record, [name]) {
      record.name = name
    },
  }),
  defineBindOption({
    name: 'id',
    summary: 'Sets the number of the listener.',
    manual: '5.1',
    options: bindOptions,
    params: [int('id', { min: 1, max: 0xffffffff })],
    apply(record, [id]) {
      record.id = id
    },
  }),
  defineBindOption({
    name: 'label',
    summary: 'Labels the sockets of this line.',
    manual: '5.1',
    options: bindOptions,
    params: [text('label')],
    apply(record, [label]) {
      record.label = label
    },
  }),
  defineBindOption({
    name: 'guid-prefix',
    summary: 'Begins the global identifiers of the listeners of this line.',
    manual: '5.1',
    options: bindOptions,
    withoutEffect: 'nothing refers to listeners by identifiers',
    params: [text('string')],
    apply(record, [prefix]) {
      record.guidPrefix = prefix
    },
  }),
]
