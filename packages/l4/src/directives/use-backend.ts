import { condition, custom, defineDirective, type FAILED, readLateLogFormat } from '@weir/keyword'
import { type BackendRuleNode, proxyOptions } from '../options.ts'

const target = custom('backend', '<backend>', (reader): BackendRuleNode['target'] | typeof FAILED => {
  const word = reader.next()
  if (word === null) return reader.fail("'use_backend' expects <backend>", { code: 'config/missing-argument' })
  const format = word.text.includes('%') ? readLateLogFormat(reader, word) : null
  // One piece of text, though written as a format, is taken for a name as it stands (seen in the oracle).
  const isName =
    format?.items.every(({ kind }) => kind === 'text') && !/.%%/.test(word.text.replace(/%\{[^}]*\}o/g, ''))
  if (format !== null && ((format.faults?.length ?? 0) > 0 || !isName)) return format
  return reader.host.reference('backend', word.text, word.span)
})

/** Sends streams to a backend, by name or by a log format that gives the name. Manual 4.2. */
export const useBackend = defineDirective({
  name: 'use_backend',
  summary: 'Sends what matches a condition to a backend.',
  manual: '4.2',
  sections: ['frontend', 'listen'],
  options: proxyOptions,
  phase: 'frontend use-backend rule',
  params: [target, condition()],
  apply(record, [backend, when]) {
    record.useBackend.push({ target: backend, condition: when })
  },
})
