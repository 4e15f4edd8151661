import { defineDirective, rest } from '@weir/keyword'
import { parseHashType } from '../hash-type.ts'
import { balanceOptions } from '../options.ts'

export const hashType = defineDirective({
  name: 'hash-type',
  summary: 'Sets how keys of hashing algorithms are mapped to servers.',
  manual: '4.2',
  sections: ['defaults', 'backend', 'listen'],
  options: balanceOptions,
  params: [rest('method function modifier')],
  apply(record, [words], site) {
    const parsed = parseHashType(words.map((word) => word.text))
    if (typeof parsed === 'string') site.complain(parsed)
    else record.hashType = parsed
  },
})
