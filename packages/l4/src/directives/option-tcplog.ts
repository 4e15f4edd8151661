import { custom, defineDirective } from '@weir/keyword'
import { streamLogOptions } from '../options.ts'

const clf = custom('clf', '[clf]', (reader) => {
  const word = reader.next()
  if (word === null) return false
  return word.text === 'clf' || reader.fail("keyword 'tcplog' only supports option 'clf'.")
})

/** The built-in log format of TCP sessions. Manual 8.2.2. */
export const optionTcplog = defineDirective({
  name: 'option tcplog',
  summary: 'Logs sessions with timers, counts and the termination state.',
  manual: '4.2',
  sections: ['defaults', 'frontend', 'listen'],
  prefixes: ['no', 'default'],
  options: streamLogOptions,
  params: [clf],
  apply(record, [isClf], { prefix }) {
    const format = isClf ? 'tcp-clf' : 'tcp'
    if (prefix === null) record.format = format
    else if (record.format === 'tcp' || record.format === 'tcp-clf') record.format = 'none'
  },
})
