import { custom, defineDirective } from '@weir/keyword'
import { chooseLogFormat } from '../choose-log-format.ts'
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
  options: streamLogOptions,
  params: [clf],
  apply(record, [isClf], site) {
    chooseLogFormat(record, isClf ? 'tcp-clf' : 'tcp', site)
  },
})
