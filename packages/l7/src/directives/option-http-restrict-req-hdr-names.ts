import { custom, defineDirective, type Failed } from '@weir/keyword'
import { type HttpOptions, httpOptions } from '../options.ts'

const option = "option 'http-restrict-req-hdr-names' expects 'preserve', 'reject' or 'delete' option."

const policy = custom('policy', '{ preserve | delete | reject }', (reader): HttpOptions['headerNames'] | Failed => {
  const word = reader.next()
  if (word === null) return reader.fail(`missing parameter. ${option}`, { code: 'config/missing-argument' })
  const { text } = word
  if (text === 'preserve' || text === 'delete' || text === 'reject') return text
  return reader.fail(`invalid parameter '${text}'. ${option}`)
})

/** Says what becomes of request headers whose names FastCGI and others mix up. Manual 4.2. */
export const optionHttpRestrictReqHdrNames = defineDirective({
  name: 'option http-restrict-req-hdr-names',
  summary: 'Removes request headers with other names than letters, digits and hyphens, or refuses such requests.',
  manual: '4.2',
  sections: ['defaults', 'frontend', 'backend', 'listen'],
  needsHttp: true,
  options: httpOptions,
  params: [policy],
  apply(record, [value]) {
    record.headerNames = value
  },
})
