import { condition, custom, defineDirective, type FAILED } from '@weir/keyword'
import { balanceOptions, type UseServerRule } from '../options.ts'

const target = custom('server', '<server>', (reader): UseServerRule['server'] | typeof FAILED => {
  const word = reader.next()
  if (word === null) return reader.fail("'use-server' expects <server>", { code: 'config/missing-argument' })
  if (word.text.includes('%')) return reader.host.logFormat(reader, word)
  return reader.host.reference('server', word.text, word.span)
})

export const useServer = defineDirective({
  name: 'use-server',
  summary: 'Sends what matches a condition to one server of the backend.',
  manual: '4.2',
  sections: ['backend', 'listen'],
  options: balanceOptions,
  phase: 'backend use-server, balance or stick-match rule',
  params: [target, condition()],
  apply(record, [server, when], site) {
    if (when === null) site.complain("'use-server' requires either 'if' or 'unless' followed by a condition.")
    else record.useServer.push({ server, condition: when })
  },
})
