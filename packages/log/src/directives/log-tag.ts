import { defineDirective, text } from '@weir/keyword'
import { logOptions, logProfileOptions } from '../options.ts'

/** Sets the tag of messages, which is the program's name unless set. Manual 3.1 and 4.2. */
export const logTag = defineDirective({
  name: 'log-tag',
  summary: 'Sets the tag that names the program in the header of messages.',
  manual: '4.2',
  sections: ['global', 'defaults', 'frontend', 'backend', 'listen'],
  options: logOptions,
  params: [text('tag')],
  apply(record, [tag]) {
    record.tag = tag
  },
})

/** The same for the messages that one profile builds. */
export const profileLogTag = defineDirective({
  name: 'log-tag',
  summary: 'Sets the tag of the messages that this profile builds.',
  manual: '12.8',
  sections: ['log-profile'],
  options: logProfileOptions,
  params: [text('tag')],
  apply(record, [tag]) {
    record.tag = tag
  },
})
